namespace Interlink.Hosting.Access;

/// <summary>The header by which a caller shows a bearer token (RFC 6750, section 2.1).</summary>
public static class AuthorizationHeader
{
    private const string Scheme = "Bearer ";

    /// <summary>The token in it; null when there is none.</summary>
    public static string? TokenOf(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
}
