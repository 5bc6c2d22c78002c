using System.Globalization;

namespace Interlink.ApiServer.Configuration;

/// <summary>Where a sidecar listens.</summary>
/// <param name="Base">What paths are appended to; of a unix socket the host means nothing.</param>
/// <param name="Socket">The path of a unix socket; null for TCP.</param>
internal sealed record SidecarAddress(Uri Base, string? Socket)
{
    private const string SocketScheme = "unix://";

    /// <summary>True when the connection is encrypted.</summary>
    public bool IsTls => Socket is null && Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads an address as the Go program does: the port stands in a key of its own, or, here, in the address.</summary>
    /// <param name="url"><c>unix:///path</c>, <c>http://host</c> or <c>https://host</c>.</param>
    /// <param name="port">The port; empty for the one in the address, or the scheme's own.</param>
    /// <param name="problem">The rest of a sentence that begins with the key's name; null when the address can be used.</param>
    public static SidecarAddress? Parse(string url, string port, out string? problem)
    {
        problem = null;
        if (url.StartsWith(SocketScheme, StringComparison.Ordinal))
        {
            var path = url[SocketScheme.Length..];
            problem = path.StartsWith('/') && path.Length > 1 ? null : $"is '{url}'; a unix socket needs an absolute path";
            return problem is null ? new SidecarAddress(new Uri("http://localhost"), path) : null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0
            || uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
        {
            problem = $"is '{Shown(url)}'; it must be unix:///path, http://host or https://host";
            return null;
        }

        if (port.Length == 0)
        {
            return new SidecarAddress(uri, null);
        }

        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            problem = $"has the port '{port}'; ports are 1 to 65535";
            return null;
        }

        if (!uri.IsDefaultPort && uri.Port != number)
        {
            problem = $"is '{url}', but the port beside it is {number}: give one of them";
            return null;
        }

        return new SidecarAddress(new UriBuilder(uri) { Port = number }.Uri, null);
    }

    /// <summary>As people write it.</summary>
    public override string ToString() => Socket is null ? Base.GetLeftPart(UriPartial.Authority) : SocketScheme + Socket;

    // A password that somebody put into the address stays out of the log.
    private static string Shown(string url) =>
        url.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? "…" + url[at..] : url;
}
