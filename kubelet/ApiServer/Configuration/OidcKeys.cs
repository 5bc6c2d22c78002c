using Interlink.ApiServer.Access;
using Interlink.Hosting.Configuration;

namespace Interlink.ApiServer.Configuration;

/// <summary>Reads whose tokens callers may show.</summary>
internal static class OidcKeys
{
    /// <returns>Null when none are asked for.</returns>
    public static OidcOptions? Read(ConfigReader file)
    {
        var section = file.GetSection("OIDC");
        var issuer = section.GetString("Issuer");
        var audience = section.GetString("Audience");
        var authority = section.GetString("CACertFile");
        var subjects = section.GetStringList("Subjects");
        if (!file.Has("OIDC"))
        {
            return null;
        }

        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            section.Report("Issuer", issuer.Length == 0 ? "is missing: give the https address that tokens name as their issuer" : $"is '{issuer}'; it must be an https address");
        }

        if (audience.Length == 0)
        {
            section.Report("Audience", "is missing: without it a token that the issuer made for any other program would do");
        }

        if (authority.Length > 0 && !File.Exists(authority))
        {
            section.Report("CACertFile", $"names '{authority}', which does not exist");
        }

        return new OidcOptions(issuer, audience, authority.Length > 0 ? authority : null, [.. subjects]);
    }
}
