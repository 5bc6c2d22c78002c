using System.Net;
using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class FailureTests
{
    [SshdFact]
    public async Task A_server_that_is_killed_and_comes_back_gets_its_tunnel_back()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        bed.Server.Kill();
        await tunnel.LoggedAsync("The tunnel is down");
        var (status, text) = await tunnel.AskAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("tunnel: the tunnel is down: " + bed.Server.Address, text);
        Assert.Contains("\ninterlink_tunnel_connected 0\n", (await tunnel.AskAsync("/metrics")).Text);
        await bed.Server.StartAsync();
        await tunnel.UpAsync(times: 2);
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
        Assert.Contains("\ninterlink_tunnel_reconnects_total 1\n", (await tunnel.AskAsync("/metrics")).Text);
        Assert.Equal((HttpStatusCode.OK, "ok"), await tunnel.AskAsync("/readyz"));
    }

    [SshdFact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        var tunnel = bed.Run(bed.Usual);
        await tunnel.LoggedAsync("Connection refused; tried again in");
        Assert.Contains("Connection refused", (await tunnel.AskAsync("/readyz")).Text);
        Assert.Equal((HttpStatusCode.OK, "ok"), await tunnel.AskAsync("/healthz"));
        await bed.Server.StartAsync();
        await tunnel.UpAsync();
    }

    [SshdFact]
    public async Task A_name_that_nobody_has_is_said_to_be_unknown()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        var tunnel = bed.Run(
            "-addr", "no-such-host.invalid:22", "-user", "me", "-keyfile", bed.Server.UserKey, "-rport", "4000", "-lsock", bed.LocalSocket);
        await tunnel.LoggedAsync("The tunnel is down: no-such-host.invalid:22: ssh: Could not resolve hostname no-such-host.invalid");
    }

    [SshdFact]
    public async Task A_key_that_the_server_does_not_know_is_named_and_taken_once_it_does()
    {
        using var bed = await TunnelBed.MakeAsync();
        var known = bed.Server.UserKey + ".pub";
        var right = File.ReadAllText(known);
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-f", bed.File("other"));
        File.Copy(bed.File("other.pub"), known, overwrite: true);
        var tunnel = bed.Run(bed.Usual);
        await tunnel.LoggedAsync(
            $"{bed.Server.Address} does not take the key in {bed.Server.UserKey} for user {Environment.UserName}");
        File.WriteAllText(known, right);
        await tunnel.UpAsync();
    }

    [SshdFact]
    public async Task A_port_that_is_taken_on_the_server_is_tried_until_it_is_free()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var earlier = bed.Run(bed.Usual);
        await earlier.UpAsync();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.LoggedAsync($"{bed.Server.Address} does not listen as asked: the port is in use there");
        Assert.Contains("does not listen as asked", (await tunnel.AskAsync("/readyz")).Text);
        earlier.Kill();
        await tunnel.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
    }

    [SshdFact]
    public async Task A_port_that_is_taken_on_this_side_is_tried_until_it_is_free()
    {
        using var bed = await TunnelBed.MakeAsync();
        var port = FreePort.Find();
        var other = EchoServer.AtPort(port);
        bed.Listen();
        var tunnel = bed.Run([.. bed.Login, "-L", $"127.0.0.1:{port}:{bed.LocalSocket}"]);
        await tunnel.LoggedAsync("The tunnel is down");
        Assert.Contains("Address already in use", tunnel.Log);
        other.Dispose();
        await tunnel.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Port(port)));
    }

    [SshdFact]
    public async Task Something_that_is_no_SSH_server_is_no_reason_to_end()
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        bed.Keep(EchoServer.AtPort(bed.Server.Port));
        var tunnel = bed.Run(bed.Usual);
        await tunnel.LoggedAsync("The tunnel is down");
        Assert.Equal(0, await tunnel.TerminateAsync());
    }
}
