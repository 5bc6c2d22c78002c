namespace Interlink.TokenRefresher.Configuration;

/// <summary>What the environment says; fixed after the start.</summary>
internal sealed record RefresherSettings
{
    public required GrantType Grant { get; init; }

    public required Uri Endpoint { get; init; }

    public required string ClientId { get; init; }

    public required Secret ClientSecret { get; init; }

    /// <summary>The refresh token to begin with; the file beside the token goes before it.</summary>
    public required Secret RefreshToken { get; init; }

    /// <summary>Null to ask for none.</summary>
    public string? Audience { get; init; }

    /// <summary>An absolute path.</summary>
    public required string TokenPath { get; init; }

    /// <summary>PEM certificates to trust in place of the machine's; null for the machine's.</summary>
    public string? CertificateBundle { get; init; }

    public bool Verbose { get; init; }

    public required string ListenAddress { get; init; }

    /// <summary>0 lets the system choose one.</summary>
    public required int ListenPort { get; init; }
}
