namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>A folder, an SSH server, and the usual tunnel from a port there to a socket here.</summary>
internal sealed class TunnelBed : IDisposable
{
    private readonly List<IDisposable> _parts = [];

    private TunnelBed(string folder, SshServer server)
    {
        Folder = folder;
        Server = server;
    }

    public string Folder { get; }

    public SshServer Server { get; }

    public int RemotePort { get; } = FreePort.Find();

    public string LocalSocket => Path.Combine(Folder, "l.sock");

    /// <summary>What the program left in its temporary folder.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateDirectories(Folder, "ssh-tunnel-*");

    /// <summary>The flags that every tunnel needs.</summary>
    public string[] Login => ["-addr", Server.Address, "-user", Environment.UserName, "-keyfile", Server.UserKey];

    /// <summary>All flags but the one for the host key.</summary>
    public string[] Usual => [.. Login, "-rport", $"{RemotePort}", "-lsock", LocalSocket];

    public static async Task<TunnelBed> MakeAsync(bool started = true)
    {
        var folder = Directory.CreateTempSubdirectory("tunnel").FullName;
        var server = new SshServer(folder);
        if (started)
        {
            await server.StartAsync();
        }

        return new TunnelBed(folder, server);
    }

    public string File(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>An echo at the local socket.</summary>
    public EchoServer Listen() => Keep(EchoServer.AtSocket(LocalSocket));

    public RunningTunnel Run(params string[] arguments) => Keep(new RunningTunnel(Folder, arguments));

    public T Keep<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    public void Dispose()
    {
        _parts.Reverse();
        _parts.ForEach(part => part.Dispose());
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
