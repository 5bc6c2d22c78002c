using Interlink.Protocol;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Ping;

/// <summary>What nodes have left; pure.</summary>
internal static class FreeResources
{
    private static readonly string[] AcceleratorDomains = ["nvidia.com/", "amd.com/", "gpu.intel.com/", "habana.ai/", "google.com/tpu"];

    /// <summary>The sum over the nodes of what others leave; a node that is overbooked gives nothing, and takes nothing from others.</summary>
    public static PingResources Of(IReadOnlyList<NodeShare> nodes, IReadOnlyList<PodShare> pods)
    {
        var byNode = pods.ToLookup(pod => pod.Node, StringComparer.Ordinal);
        var free = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var held = new Dictionary<string, Quantity>(StringComparer.Ordinal);
            foreach (var pod in byNode[node.Name])
                ResourceAmounts.Add(held, pod.Amounts);
            held["pods"] = Quantity.FromInt64(byNode[node.Name].Count());
            ResourceAmounts.Add(free, node.Amounts.ToDictionary(amount => amount.Key, amount => Left(amount.Value, held.GetValueOrDefault(amount.Key))));
        }
        return new PingResources(Text(free, "cpu"), Text(free, "memory"), Text(free, "pods"), Accelerators(free));
    }

    private static Quantity Left(Quantity all, Quantity held) => held > all ? Quantity.FromInt64(0, all.Format) : all - held;

    private static string Text(Dictionary<string, Quantity> free, string name) => free.GetValueOrDefault(name).ToString();

    private static List<PingAccelerator>? Accelerators(Dictionary<string, Quantity> free)
    {
        var found = free.Where(amount => AcceleratorDomains.Any(domain => amount.Key.StartsWith(domain, StringComparison.Ordinal)))
            .OrderBy(amount => amount.Key, StringComparer.Ordinal)
            .Select(amount => new PingAccelerator(amount.Key, amount.Value.ToString()))
            .ToList();
        return found.Count > 0 ? found : null;
    }
}
