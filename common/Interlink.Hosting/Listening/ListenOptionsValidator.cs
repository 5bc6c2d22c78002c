using System.Net;
using System.Text;

namespace Interlink.Hosting.Listening;

/// <summary>Collects what is wrong with <see cref="ListenOptions"/>.</summary>
internal static class ListenOptionsValidator
{
    public static void Validate(ListenOptions listen, List<string> problems)
    {
        if (!string.IsNullOrEmpty(listen.UnixSocket))
        {
            ValidateSocket(listen.UnixSocket, problems);
        }
        else
        {
            ValidateAddress(listen, problems);
        }

        if (listen.Tls is { } tls && string.IsNullOrEmpty(listen.UnixSocket))
        {
            RequireFile(tls.CertFile, "TLS certificate", problems);
            RequireFile(tls.KeyFile, "TLS key", problems);
            if (!string.IsNullOrEmpty(tls.CACertFile))
            {
                RequireFile(tls.CACertFile, "client CA", problems);
            }
        }

        if (!string.IsNullOrEmpty(listen.TokenFile))
        {
            ValidateToken(listen.TokenFile, problems);
        }
    }

    private static void ValidateSocket(string path, List<string> problems)
    {
        if (path[0] != '/')
        {
            problems.Add($"The unix socket '{path}' needs an absolute path.");
            return;
        }

        if (path[^1] == '/' || path.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add($"The unix socket '{path}' needs a file name at its end.");
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        var longest = Math.Max(Encoding.UTF8.GetByteCount(path), Encoding.UTF8.GetByteCount(folder) + UnixSocketFile.PrivateSuffixBytes);
        if (longest > UnixSocketFile.MaxPathBytes)
        {
            problems.Add(
                $"The path of the unix socket '{path}' is too long: the system allows {UnixSocketFile.MaxPathBytes} bytes. " +
                "Use a folder nearer to the root.");
        }
    }

    private static void ValidateAddress(ListenOptions listen, List<string> problems)
    {
        if (listen.Port is < 0 or > IPEndPoint.MaxPort)
        {
            problems.Add($"The port {listen.Port} does not exist: ports are 1 to 65535.");
        }

        if (!TryParseAddress(listen.Address, out var address))
        {
            problems.Add($"'{listen.Address}' is no address to listen on: give an IP address or 'localhost'.");
            return;
        }

        var authenticates = !string.IsNullOrEmpty(listen.TokenFile) || !string.IsNullOrEmpty(listen.Tls?.CACertFile);
        if (!IPAddress.IsLoopback(address) && !authenticates && !listen.AllowInsecure)
        {
            problems.Add(
                $"Listening on {listen.Address} would let everyone who reaches it run pods: require client certificates " +
                "(TLS with a CA), or a token file, or listen on 127.0.0.1; or allow it explicitly as insecure.");
        }
    }

    public static bool TryParseAddress(string text, out IPAddress address)
    {
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            address = IPAddress.Loopback;
            return true;
        }

        return IPAddress.TryParse(text, out address!);
    }

    private static void ValidateToken(string path, List<string> problems)
    {
        if (!RequireFile(path, "token", problems))
        {
            return;
        }

        try
        {
            if (string.IsNullOrWhiteSpace(File.ReadAllText(path)))
            {
                problems.Add($"The token file '{path}' is empty: write the token that callers must show into it.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The token file '{path}' cannot be read: {e.Message}");
        }
    }

    private static bool RequireFile(string path, string what, List<string> problems)
    {
        if (string.IsNullOrEmpty(path))
        {
            problems.Add($"The {what} file is not named.");
            return false;
        }

        if (!File.Exists(path))
        {
            problems.Add($"The {what} file '{path}' does not exist.");
            return false;
        }

        return true;
    }
}
