using System.Globalization;

namespace Interlink.SshTunnel.Configuration;

/// <summary>Where the SSH server is.</summary>
/// <param name="Host">A name or an IP address, without brackets.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record SshAddress(string Host, int Port)
{
    private const int DefaultPort = 22;

    /// <summary>Reads <c>host:port</c>, <c>host</c> or <c>[IPv6 address]:port</c>; null when it is none of them.</summary>
    public static SshAddress? Parse(string text)
    {
        string host;
        string rest;
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            (host, rest) = end < 0 ? ("", "") : (text[1..end], text[(end + 1)..]);
        }
        else
        {
            var colon = text.LastIndexOf(':');
            (host, rest) = colon < 0 ? (text, "") : (text[..colon], text[colon..]);
        }

        return IsHost(host) && PortIn(rest) is { } port ? new SshAddress(host, port) : null;
    }

    /// <summary>As in <c>-addr</c>.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>1 to 65535; null when the text is something else.</summary>
    public static int? ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    private static int? PortIn(string rest) => rest.Length == 0 ? DefaultPort : rest[0] == ':' ? ParsePort(rest[1..]) : null;

    // Letters, digits and what else names and addresses are made of: ssh would take other things for options or expand them.
    private static bool IsHost(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_' or ':')
        && (!text.Contains(':', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(text, out _));
}
