using System.Net.Sockets;
using Interlink.ApiServer.Configuration;
using Interlink.Hosting.Health;

namespace Interlink.ApiServer.Sidecars;

/// <summary>Ready when every sidecar can be connected to. Nothing is asked: a ping may be dear.</summary>
internal sealed class SidecarReadiness(SidecarFleet fleet) : IReadinessCheck
{
    public string Name => "sidecar";

    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var problems = await Task.WhenAll(fleet.Sidecars.Select(sidecar => ConnectAsync(sidecar.Client.Address, cancellationToken)))
            .ConfigureAwait(false);
        return string.Join("; ", problems.OfType<string>()) is { Length: > 0 } sentence ? sentence : null;
    }

    private static async Task<string?> ConnectAsync(SidecarAddress address, CancellationToken cancellationToken)
    {
        using var socket = address.Socket is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var connected = address.Socket is { } path
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken)
                : socket.ConnectAsync(address.Base.IdnHost, address.Base.Port, cancellationToken);
            await connected.ConfigureAwait(false);
            return null;
        }
        catch (SocketException e)
        {
            return $"the sidecar {address} cannot be reached: {e.Message}";
        }
    }
}
