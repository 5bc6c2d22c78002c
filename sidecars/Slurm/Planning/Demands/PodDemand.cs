using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>What a pod asks for as a whole.</summary>
/// <param name="Cpus">Whole CPUs; null when no container names any.</param>
/// <param name="MemoryBytes">Bytes; null when no container names any.</param>
/// <param name="StorageBytes">Bytes of local disk (<c>ephemeral-storage</c>); null when no container names any.</param>
/// <param name="Devices">Amounts of extended resources (<c>nvidia.com/gpu</c>), by name, none of them zero.</param>
internal sealed record PodDemand(long? Cpus, long? MemoryBytes, long? StorageBytes, IReadOnlyDictionary<string, long> Devices)
{
    private static readonly string[] GpuNames = ["nvidia.com/gpu", "amd.com/gpu"];

    /// <summary>Whole GPUs of both makers: what a flavor is chosen by.</summary>
    public long Gpus => GpuNames.Sum(name => Devices.GetValueOrDefault(name));

    /// <summary>
    /// As Kubernetes counts a pod: containers and sidecars run side by side, init containers one after the other, each beside the sidecars
    /// before it. A container's limit counts or, where it has none, its request; amounts of the pod itself beat those of its containers.
    /// </summary>
    public static PodDemand Of(PodView pod) => new(
        AtOnce(pod, "cpu")?.ToInt64(),
        AtOnce(pod, "memory")?.ToInt64(),
        AtOnce(pod, "ephemeral-storage")?.ToInt64(),
        DevicesOf(pod));

    /// <summary>As the Go plugin counts: the largest limit of any container, memory cut to whole MiB; the GPUs of all containers.</summary>
    public static PodDemand LegacyOf(PodView pod) => new(
        Largest(pod, "cpu")?.ToInt64(),
        Largest(pod, "memory")?.ToInt64() / Flags.SlurmMemory.MiB * Flags.SlurmMemory.MiB,
        null,
        GpuNames
            .Select(name => (Name: name, Amount: pod.Containers.Sum(container => Whole(Amount(container, name)))))
            .Where(gpu => gpu.Amount > 0)
            .ToDictionary(gpu => gpu.Name, gpu => gpu.Amount, StringComparer.Ordinal));

    // Extended resources are the names with a domain that is not Kubernetes' own.
    private static bool IsDevice(string name) =>
        name.IndexOf('/') > 0 && !name[..name.IndexOf('/')].EndsWith("kubernetes.io", StringComparison.Ordinal);

    private static Dictionary<string, long> DevicesOf(PodView pod) => pod.InitContainers.Concat(pod.Containers)
        .SelectMany(container => container.Limits.Keys.Concat(container.Requests.Keys))
        .Where(IsDevice)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Select(name => (Name: name, Amount: Whole(AtOnce(pod, name))))
        .Where(device => device.Amount > 0)
        .ToDictionary(device => device.Name, device => device.Amount, StringComparer.Ordinal);

    private static long Whole(Quantity? amount) => Math.Min(amount?.ToInt64() ?? 0, int.MaxValue);

    private static Quantity? AtOnce(PodView pod, string resource)
    {
        if ((Set(pod.Limits, resource) ?? Set(pod.Requests, resource)) is { } whole)
            return whole;
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

    private static Quantity? Amount(ContainerView container, string resource) =>
        Set(container.Limits, resource) ?? Set(container.Requests, resource);

    // A limit of zero is Kubernetes' way to say that there is none.
    private static Quantity? Set(IReadOnlyDictionary<string, Quantity> amounts, string resource) =>
        amounts.TryGetValue(resource, out var amount) && amount.CompareTo(default) > 0 ? amount : null;

    private static Quantity? Sum(Quantity? one, Quantity? other) => one is { } a && other is { } b ? a + b : one ?? other;

    private static Quantity? Max(Quantity? one, Quantity? other) =>
        one is { } a && other is { } b ? (a.CompareTo(b) >= 0 ? a : b) : one ?? other;
}
