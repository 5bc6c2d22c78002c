namespace Interlink.ApiServer.Configuration;

/// <summary>One sidecar behind the API server.</summary>
internal sealed record SidecarOptions
{
    /// <summary>The name of the one that <c>SidecarURL</c> names.</summary>
    public const string DefaultName = "default";

    /// <summary>Its key under <c>Sidecars</c>, or <see cref="DefaultName"/>.</summary>
    public required string Name { get; init; }

    public required SidecarAddress Address { get; init; }

    public SidecarTls Tls { get; init; } = new(null, null, null);

    public SidecarAuthorization Authorization { get; init; }

    /// <summary>The token's file where <see cref="Authorization"/> is <see cref="SidecarAuthorization.Token"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Nodes whose pods it gets; a <c>*</c> at the end stands for anything. Empty for the default one.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];
}
