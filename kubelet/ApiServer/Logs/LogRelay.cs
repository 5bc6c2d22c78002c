using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Logs;

/// <summary>Opens logs at the sidecar that has the pod.</summary>
internal sealed class LogRelay(HomeSearch homes, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(15);

    /// <summary>The sidecar's answer, begun, whatever its status is.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="body">The same as it came; it is passed on unchanged.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">The caller has left.</param>
    /// <exception cref="PodRequestException">There is none.</exception>
    public async Task<(HttpResponseMessage Response, Sidecar Sidecar)> OpenAsync(
        LogRequest request, ReadOnlyMemory<byte> body, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var whole = new BackOff(patience, time);
        var retries = new BackOff(patience < LongestRetry ? patience : LongestRetry, time);
        var sidecar = await homes.FindAsync(request, caller, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            try
            {
                var response = await sidecar.Client.OpenAsync(SidecarQuestion.Log(body), caller, whole.Left, cancellationToken).ConfigureAwait(false);
                return (response, sidecar);
            }
            catch (SidecarOutage outage)
            {
                if (!await retries.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw Unavailable.Because(outage);
                }
            }
        }
    }
}
