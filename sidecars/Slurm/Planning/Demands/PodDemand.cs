using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>What a pod asks for as a whole.</summary>
/// <param name="Cpus">Whole CPUs; null when no container names any.</param>
/// <param name="MemoryBytes">Bytes; null when no container names any.</param>
/// <param name="Gpus">GPUs of all makers.</param>
internal sealed record PodDemand(long? Cpus, long? MemoryBytes, long Gpus)
{
    private static readonly string[] GpuNames = ["nvidia.com/gpu", "amd.com/gpu"];

    /// <summary>
    /// As Kubernetes counts a pod: containers and sidecars run side by side, init containers one after the other, each beside the sidecars
    /// before it. A container's limit counts or, where it has none, its request.
    /// </summary>
    public static PodDemand Of(PodView pod) =>
        new(AtOnce(pod, "cpu")?.ToInt64(), AtOnce(pod, "memory")?.ToInt64(), GpusOf(pod));

    /// <summary>As the Go plugin counts: the largest limit of any container, memory cut to whole MiB.</summary>
    public static PodDemand LegacyOf(PodView pod) => new(
        Largest(pod, "cpu")?.ToInt64(),
        Largest(pod, "memory")?.ToInt64() / Flags.SlurmMemory.MiB * Flags.SlurmMemory.MiB,
        GpusOf(pod));

    private static Quantity? AtOnce(PodView pod, string resource)
    {
        Quantity? sidecars = null;
        Quantity? peak = null;
        foreach (var container in pod.InitContainers)
        {
            if (container.IsSidecar)
                sidecars = Sum(sidecars, Amount(container, resource));
            peak = Max(peak, container.IsSidecar ? sidecars : Sum(sidecars, Amount(container, resource)));
        }

        var together = pod.Containers.Aggregate(sidecars, (sum, container) => Sum(sum, Amount(container, resource)));
        return Max(peak, together);
    }

    private static Quantity? Largest(PodView pod, string resource) =>
        pod.InitContainers.Concat(pod.Containers).Aggregate((Quantity?)null, (largest, next) => Max(largest, Set(next.Limits, resource)));

    private static long GpusOf(PodView pod) =>
        pod.Containers.Sum(container => GpuNames.Sum(name => Math.Min(Amount(container, name)?.ToInt64() ?? 0, int.MaxValue)));

    private static Quantity? Amount(ContainerView container, string resource) =>
        Set(container.Limits, resource) ?? Set(container.Requests, resource);

    // A limit of zero is Kubernetes' way to say that there is none.
    private static Quantity? Set(IReadOnlyDictionary<string, Quantity> amounts, string resource) =>
        amounts.TryGetValue(resource, out var amount) && amount.CompareTo(default) > 0 ? amount : null;

    private static Quantity? Sum(Quantity? one, Quantity? other) => one is { } a && other is { } b ? a + b : one ?? other;

    private static Quantity? Max(Quantity? one, Quantity? other) =>
        one is { } a && other is { } b ? (a.CompareTo(b) >= 0 ? a : b) : one ?? other;
}
