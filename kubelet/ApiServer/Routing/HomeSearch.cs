using System.Text.Json.Nodes;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Routing;

/// <summary>Finds the sidecar that has a pod of which only the UID is known, after a restart too: it asks them all how the pod is.</summary>
internal sealed class HomeSearch(SidecarRoutes routes, TimeSpan patience)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(20);
    private readonly TimeSpan _look = patience / 2 < LongestLook ? patience / 2 : LongestLook;

    /// <returns>The first sidecar otherwise: it will say that it does not know the pod.</returns>
    public async Task<Sidecar> FindAsync(LogRequest request, CallerHeaders caller, CancellationToken cancellationToken)
    {
        if (routes.Remembered(request.PodUID) is { } known)
        {
            return known;
        }

        var question = Question(request);
        var looks = await Task.WhenAll(routes.All.Select(sidecar => KnowsAsync(sidecar))).ConfigureAwait(false);
        var place = Array.IndexOf(looks, true);
        if (place < 0)
        {
            return routes.All[0];
        }

        routes.Remember(request.PodUID, routes.All[place]);
        return routes.All[place];

        async Task<bool> KnowsAsync(Sidecar sidecar)
        {
            try
            {
                var states = await new SidecarStates(sidecar.Client, _look).AskAsync([question], caller, cancellationToken).ConfigureAwait(false);
                return states.GetValueOrDefault(request.PodUID) is { IsKnown: true };
            }
            catch (SidecarOutage)
            {
                return false;
            }
        }
    }

    private static byte[] Question(LogRequest request) => PodOf(request).ToUtf8().ToArray();

    private static Interlink.Protocol.Pods.PodView PodOf(LogRequest request) => new(new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = request.PodName, ["namespace"] = request.Namespace, ["uid"] = request.PodUID },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = request.ContainerName }) },
        ["status"] = new JsonObject { ["phase"] = "Running" },
    });
}
