using System.Net.Sockets;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Handlers;

/// <summary>A connection that is closed again at once.</summary>
internal static class TcpConnection
{
    /// <summary>Null when it came about.</summary>
    public static async Task<string?> TryAsync(TcpSocketPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(plan.Host, plan.Port, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SocketException failed)
        {
            return $"no connection to port {plan.Port} of {plan.Host}: {failed.Message}";
        }
    }
}
