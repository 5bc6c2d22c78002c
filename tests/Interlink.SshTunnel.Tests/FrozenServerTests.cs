using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

/// <summary>A class of its own: it takes most of a minute, beside the others.</summary>
public sealed class FrozenServerTests
{
    [SshdFact]
    public async Task A_server_that_has_gone_silent_is_noticed_and_gets_its_tunnel_back()
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        bed.Server.Signal("STOP");
        await tunnel.LoggedAsync("The tunnel is down");
        bed.Server.Signal("CONT");
        await tunnel.UpAsync(times: 2);
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
    }
}
