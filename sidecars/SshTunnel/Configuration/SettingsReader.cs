using System.Net;
using System.Text;

namespace Interlink.SshTunnel.Configuration;

/// <summary>Makes settings of the flags. An empty value counts as one that is not there.</summary>
internal sealed class SettingsReader(TunnelFlags flags)
{
    // sizeof(sockaddr_un.sun_path) less the NUL.
    private const int LongestSocketPath = 107;

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, a sentence each; empty when the settings can be used.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <returns>Settings that may be used if there are no <see cref="Problems"/>.</returns>
    public TunnelSettings Read()
    {
        var (listenAddress, listenPort) = Listen();
        var socket = LocalSocket();
        return new TunnelSettings
        {
            Address = Address(),
            User = User(),
            KeyFile = KeyFile(),
            HostKeyFile = HostKeyFile(),
            LocalSocket = socket,
            LocalForwards = flags.LocalForwards,
            RemoteForwards = RemoteForwards(socket),
            Verbose = flags.Verbose,
            ListenAddress = listenAddress,
            ListenPort = listenPort,
        };
    }

    private SshAddress Address()
    {
        var address = Given(flags.Address) is { } text ? SshAddress.Parse(text) : null;
        if (address is null)
        {
            _problems.Add(Given(flags.Address) is { } wrong
                ? $"-addr {wrong} must be the SSH server's host and port, for example login.example.org:22."
                : "-addr is missing; give the SSH server's host and port, for example login.example.org:22.");
        }

        return address ?? new SshAddress("localhost", 1);
    }

    private string User()
    {
        var user = Given(flags.User) ?? "";
        if (user.Length == 0)
        {
            _problems.Add("-user is missing; give the user's name on the SSH server.");
        }
        else if (user[0] == '-' || user.Any(one => char.IsControl(one) || "'\"`$\\;&<>|(){} ".Contains(one, StringComparison.Ordinal)))
        {
            _problems.Add($"-user {user} is not a user's name.");
        }

        return user;
    }

    private string KeyFile()
    {
        if (Given(flags.KeyFile) is { } path)
        {
            return path;
        }

        _problems.Add("-keyfile is missing; give the file with the private key.");
        return "";
    }

    private string? HostKeyFile()
    {
        var path = Given(flags.HostKeyFile);
        if (path is null && flags.Strict)
        {
            _problems.Add("-strict needs -hostkeyfile, a file with the public key of the SSH server.");
        }

        return path;
    }

    private string? LocalSocket()
    {
        if (Given(flags.LocalSocket) is not { } text)
        {
            return null;
        }

        var path = Path.GetFullPath(text);
        if (Encoding.UTF8.GetByteCount(path) > LongestSocketPath)
        {
            _problems.Add($"-lsock {path} is too long for a unix socket; {LongestSocketPath} bytes are possible.");
        }
        else if (path.Any(one => char.IsControl(one) || one is ':' or '\\' or '%' or '$'))
        {
            _problems.Add($"-lsock {path} must be without :, \\, % and $, to which ssh gives a meaning of its own.");
        }

        return path;
    }

    private IReadOnlyList<string> RemoteForwards(string? socket)
    {
        var port = Given(flags.RemotePort);
        if (port is null && socket is null)
        {
            if (flags.LocalForwards.Count + flags.RemoteForwards.Count == 0)
            {
                _problems.Add("There is nothing to forward; give -rport and -lsock, or -L or -R.");
            }

            return flags.RemoteForwards;
        }

        if (port is null || socket is null)
        {
            _problems.Add(port is null
                ? "-rport is missing; give the port that is to listen on the SSH server."
                : "-lsock is missing; give the unix socket on this machine that the port on the SSH server leads to.");
        }
        else if (SshAddress.ParsePort(port) is null)
        {
            _problems.Add($"-rport {port} must be a port, 1 to 65535.");
        }

        return [$"localhost:{port}:{socket}", .. flags.RemoteForwards];
    }

    private (string Address, int Port) Listen()
    {
        if (Given(flags.Listen) is not { } text)
        {
            return ("127.0.0.1", 0);
        }

        if (IPEndPoint.TryParse(text, out var end) && end.Port > 0)
        {
            return (end.Address.ToString(), end.Port);
        }

        _problems.Add($"-listen {text} must be an IP address and a port, for example 0.0.0.0:9100.");
        return ("127.0.0.1", 0);
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
