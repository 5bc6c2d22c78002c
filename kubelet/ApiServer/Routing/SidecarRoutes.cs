using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Pods;

namespace Interlink.ApiServer.Routing;

/// <summary>
/// Which sidecar a pod belongs to: the one its annotation names, where the configuration lets pods choose; else the one that has its node;
/// else the default one.
/// </summary>
internal sealed class SidecarRoutes(IReadOnlyList<Sidecar> sidecars, string? annotation)
{
    private const int MostRemembered = 100_000;
    private readonly PodHomes _homes = new(MostRemembered);

    /// <summary>All of them, the default one first.</summary>
    public IReadOnlyList<Sidecar> All => sidecars;

    /// <summary>The one sidecar where there is but one; null where there are several.</summary>
    public Sidecar? Only { get; } = sidecars.Count == 1 ? sidecars[0] : null;

    /// <summary>Where a pod is to go.</summary>
    /// <exception cref="PodRequestException">There is no sidecar for it.</exception>
    public Sidecar Choose(PodView pod)
    {
        if (Only is not null)
        {
            return Only;
        }

        if (annotation is not null && pod.Annotations.GetValueOrDefault(annotation) is { Length: > 0 } name)
        {
            return Named(name) ?? throw new PodRequestException(
                PodRequestFailure.Refused,
                $"The annotation {annotation} of pod {pod.Namespace}/{pod.Name} names the sidecar '{name}', which Sidecars in the " +
                "configuration of the API server does not have.");
        }

        return OfNode(pod.NodeName) ?? throw new PodRequestException(
            PodRequestFailure.Refused,
            $"No sidecar has the node '{pod.NodeName}' of pod {pod.Namespace}/{pod.Name}: add it to Nodes of one under Sidecars in the " +
            "configuration of the API server, or set SidecarURL for the others.");
    }

    /// <summary>Where a pod is: where it was sent, else where it would go.</summary>
    /// <exception cref="PodRequestException">There is no sidecar for it.</exception>
    public Sidecar HomeOf(PodView pod) => Only ?? Remembered(pod.Uid) ?? Choose(pod);

    /// <summary>Where a pod was sent; null when that is not remembered.</summary>
    public Sidecar? Remembered(string uid) => Only ?? (_homes.Find(uid) is { } name ? Named(name) : null);

    /// <summary>Remembers where a pod is.</summary>
    public void Remember(string uid, Sidecar sidecar)
    {
        if (Only is null)
        {
            _homes.Remember(uid, sidecar.Name);
        }
    }

    /// <summary>The sidecar that has a node; the default one when none names it, null when there is none.</summary>
    /// <param name="node">The node; empty or null for none.</param>
    public Sidecar? OfNode(string? node) =>
        sidecars.FirstOrDefault(sidecar => sidecar.Options.Nodes.Any(pattern => Matches(pattern, node ?? ""))) ?? Named(SidecarOptions.DefaultName);

    private Sidecar? Named(string name) => sidecars.FirstOrDefault(sidecar => sidecar.Name == name);

    private static bool Matches(string pattern, string node) => pattern.EndsWith('*')
        ? node.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : node.Length > 0 && node == pattern;
}
