using System.Diagnostics;
using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class EndTests
{
    [SshdFact]
    public async Task SIGTERM_ends_an_open_tunnel_in_order()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        var children = tunnel.Children;
        Assert.NotEmpty(children);
        Assert.Equal(0, await tunnel.TerminateAsync());
        Assert.All(children, child => Assert.False(IsAlive(child)));
        Assert.Empty(bed.Leftovers);
        await UntilAsync(async () => !await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
    }

    [SshdFact]
    public async Task SIGTERM_ends_a_tunnel_that_is_down()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        var tunnel = bed.Run(bed.Usual);
        await tunnel.LoggedAsync("The tunnel is down");
        Assert.Equal(0, await tunnel.TerminateAsync());
        Assert.Empty(bed.Leftovers);
    }

    [SshdFact]
    public async Task SIGTERM_ends_a_tunnel_to_a_server_that_says_nothing()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, bed.Server.Port);
        silent.Start();
        var tunnel = bed.Run(bed.Usual);
        using var connection = await silent.AcceptTcpClientAsync();
        Assert.Equal(0, await tunnel.TerminateAsync());
        Assert.Empty(bed.Leftovers);
    }

    [SshdFact]
    public async Task SIGKILL_takes_ssh_along_and_leaves_no_key()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        var children = tunnel.Children;
        Assert.NotEmpty(children);
        Assert.All(children, child => Assert.Equal("ssh", File.ReadAllText($"/proc/{child}/comm").Trim()));
        tunnel.Kill();
        await UntilAsync(() => Task.FromResult(!children.Any(IsAlive)));
        Assert.All(bed.Leftovers, folder => Assert.DoesNotContain(Directory.GetFiles(folder), file => Path.GetFileName(file) != "c"));
    }

    [SshdFact]
    public async Task While_it_connects_only_the_owner_can_enter_the_folder_with_the_key()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, bed.Server.Port);
        silent.Start();
        bed.Run(bed.Usual);
        using var connection = await silent.AcceptTcpClientAsync();
        var folder = bed.Leftovers.Single();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "key")));
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "It did not happen.");
            await Task.Delay(20);
        }
    }
}
