using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>A real sshd with a host key, a configuration and a user's key of its own.</summary>
internal sealed class SshServer : IDisposable
{
    private readonly string _folder;
    private Process? _process;

    /// <param name="folder">Where its files go.</param>
    public SshServer(string folder)
    {
        _folder = folder;
        Port = FreePort.Find();
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", HostKey);
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-C", "user", "-f", UserKey);
        File.WriteAllText(
            Path.Combine(_folder, "sshd_config"),
            $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {HostKey}
            AuthorizedKeysFile {UserKey}.pub
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            StreamLocalBindUnlink yes
            LogLevel VERBOSE

            """);
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public string HostKey => Path.Combine(_folder, "host");

    public string UserKey => Path.Combine(_folder, "user");

    /// <summary>The host's public key, <c>ssh-ed25519 AAAA…</c>.</summary>
    public string HostKeyLine => File.ReadAllText(HostKey + ".pub").Trim();

    /// <summary>What it has said so far.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "sshd.log");

    public static async Task<SshServer> StartAsync(string folder)
    {
        var server = new SshServer(folder);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        if (Environment.UserName == "root")
        {
            // Where Debian's sshd locks away its unprivileged part; a system service would make it.
            Directory.CreateDirectory("/run/sshd");
        }

        var start = new ProcessStartInfo(
            OpenSsh.Server, ["-D", "-f", Path.Combine(_folder, "sshd_config"), "-E", LogFile]);
        _process = Process.Start(start)!;
        var watch = Stopwatch.StartNew();
        while (!await ListensAsync())
        {
            Assert.False(_process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(30), "sshd does not listen: " + Log);
            await Task.Delay(20);
        }
    }

    /// <summary>Kills it with all its sessions.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Sends a signal to it and to all its sessions.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, .. FamilyOf(_process!.Id).Select(id => $"{id}")]);
        kill.WaitForExit();
    }

    public void Dispose() => Kill();

    private static IEnumerable<int> FamilyOf(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(child => FamilyOf(int.Parse(child, CultureInfo.InvariantCulture))).Append(process);

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
