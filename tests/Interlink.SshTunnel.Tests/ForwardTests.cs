using System.Net;
using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class ForwardTests
{
    [SshdFact]
    public async Task A_port_on_the_server_leads_to_the_socket_here_with_the_flags_of_the_Go_program()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(
            "-addr=" + bed.Server.Address, "--user", Environment.UserName, "--keyfile=" + bed.Server.UserKey, "-rport", $"{bed.RemotePort}",
            "--lsock", bed.LocalSocket, "-pprof", "-pprof-address", "0.0.0.0", "-pprof-port=6062");
        await tunnel.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
        Assert.Equal((HttpStatusCode.OK, "ok"), await tunnel.AskAsync("/readyz"));
        Assert.Contains("pprof is not there", tunnel.Log);
        var metrics = (await tunnel.AskAsync("/metrics")).Text;
        Assert.Contains("\ninterlink_tunnel_connected 1\n", metrics);
        Assert.Contains("\ninterlink_tunnel_reconnects_total 0\n", metrics);
    }

    [SshdFact]
    public async Task Large_transfers_arrive_byte_for_byte_side_by_side()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        var sent = Enumerable.Range(0, 4).Select(number => Bytes(number, 12_000_001 + number)).ToList();
        var received = await Task.WhenAll(sent.Select(content => Echo.SendAsync(Echo.Port(bed.RemotePort), content)));
        for (var i = 0; i < sent.Count; i++)
        {
            Assert.True(sent[i].AsSpan().SequenceEqual(received[i]), $"transfer {i} differs: {received[i].Length} of {sent[i].Length} bytes");
        }
    }

    [SshdFact]
    public async Task A_socket_that_appears_later_is_found_then()
    {
        using var bed = await TunnelBed.MakeAsync();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        Assert.False(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
        var (status, text) = await tunnel.AskAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal($"tunnel: the tunnel is up, but there is no {bed.LocalSocket} on this side yet", text);
        bed.Listen();
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
        Assert.Equal((HttpStatusCode.OK, "ok"), await tunnel.AskAsync("/readyz"));
    }

    [SshdFact]
    public async Task Ports_and_sockets_are_forwarded_both_ways_at_once()
    {
        using var bed = await TunnelBed.MakeAsync();
        var (echo, local, remote) = (FreePort.Find(), FreePort.Find(), FreePort.Find());
        bed.Listen();
        bed.Keep(EchoServer.AtPort(echo));
        var (there, here) = (bed.File("there.sock"), bed.File("here.sock"));
        var tunnel = bed.Run(
        [
            .. bed.Login,
            "-L", $"127.0.0.1:{local}:127.0.0.1:{echo}", "-L", $"{here}:{bed.LocalSocket}",
            "-R", $"127.0.0.1:{remote}:127.0.0.1:{echo}", "-R", $"{there}:{bed.LocalSocket}",
        ]);
        await tunnel.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Port(local)), "a port here to a port there");
        Assert.True(await Echo.WorksAsync(Echo.Socket(here)), "a socket here to a socket there");
        Assert.True(await Echo.WorksAsync(Echo.Port(remote)), "a port there to a port here");
        Assert.True(await Echo.WorksAsync(Echo.Socket(there)), "a socket there to a socket here");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(here));
    }

    [SshdFact]
    public async Task Sockets_that_a_killed_run_left_are_replaced()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var (there, here) = (bed.File("there.sock"), bed.File("here.sock"));
        string[] flags = [.. bed.Login, "-L", $"{here}:{bed.LocalSocket}", "-R", $"{there}:{bed.LocalSocket}"];
        var first = bed.Run(flags);
        await first.UpAsync();
        first.Kill();
        Assert.True(File.Exists(here));
        var second = bed.Run(flags);
        await second.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Socket(here)));
        Assert.True(await Echo.WorksAsync(Echo.Socket(there)));
    }

    private static byte[] Bytes(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }
}
