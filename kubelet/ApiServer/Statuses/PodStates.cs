using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.Protocol.Pods;

namespace Interlink.ApiServer.Statuses;

/// <summary>The states of pods, whichever sidecars have them.</summary>
internal sealed class PodStates(SidecarRoutes routes)
{
    /// <summary>The states in the order asked, one for each pod; those of all that are known when none is asked for.</summary>
    /// <exception cref="Interlink.Hosting.Pods.PodRequestException">A sidecar does not answer, and of one of its pods nothing is known.</exception>
    public async Task<IReadOnlyList<ReportedState>> AskAsync(
        IReadOnlyList<PodView> pods, CallerHeaders caller, CancellationToken cancellationToken)
    {
        if (pods.Count == 0)
        {
            return [.. routes.All.SelectMany(sidecar => sidecar.Board.Known())];
        }

        try
        {
            if (routes.Only is { } only)
            {
                return await only.Board.AskAsync(pods, caller, cancellationToken).ConfigureAwait(false);
            }

            var states = new ReportedState[pods.Count];
            var bySidecar = Enumerable.Range(0, pods.Count).GroupBy(place => routes.HomeOf(pods[place]));
            await Task.WhenAll(bySidecar.Select(group => FillAsync(group.Key, [.. group]))).ConfigureAwait(false);
            return states;

            async Task FillAsync(Sidecar sidecar, int[] places)
            {
                var found = await sidecar.Board.AskAsync(Array.ConvertAll(places, place => pods[place]), caller, cancellationToken)
                    .ConfigureAwait(false);
                for (var i = 0; i < places.Length; i++)
                {
                    states[places[i]] = found[i];
                }
            }
        }
        catch (SidecarOutage outage)
        {
            throw Unavailable.Because(outage, "Nothing is known yet of one of the pods asked about; ask again when it is back.");
        }
    }

    /// <summary>Forgets a pod.</summary>
    /// <returns>True when something was known of it.</returns>
    public bool Forget(string uid) => routes.All.Aggregate(false, (known, sidecar) => sidecar.Board.Forget(uid) || known);
}
