namespace Interlink.ApiServer.Configuration;

/// <summary>A place that a <c>jobscriptURL</c> may point to.</summary>
/// <param name="Scheme"><c>https</c>, or <c>http</c> where the file says so.</param>
/// <param name="Host">The host, in lower case.</param>
/// <param name="Port">The port.</param>
internal sealed record JobScriptHost(string Scheme, string Host, int Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c>, or either with <c>https://</c> or <c>http://</c> in front; null when it is none of them.</summary>
    public static JobScriptHost? Parse(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0
            && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? Of(uri)
            : null;
    }

    /// <summary>The place that an address names.</summary>
    public static JobScriptHost Of(Uri uri) => new(uri.Scheme, uri.IdnHost, uri.Port);
}
