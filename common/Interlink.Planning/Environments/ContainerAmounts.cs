using System.Globalization;
using System.Numerics;
using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Environments;

/// <summary>What a <c>resourceFieldRef</c> names.</summary>
/// <param name="pod">The pod.</param>
/// <param name="cpus">CPUs of the job: the limit of a container that names none.</param>
/// <param name="memoryBytes">Memory of the job in bytes, likewise; null when it is not known.</param>
internal sealed class ContainerAmounts(PodView pod, int cpus, long? memoryBytes)
{
    /// <summary>
    /// The amount in units of the divisor, rounded up as Kubernetes does; <paramref name="own"/> counts where the reference names no
    /// container.
    /// </summary>
    public string Value(ResourceFieldRef reference, ContainerView? own, string subject)
    {
        var container = reference.ContainerName is { } name
            ? pod.InitContainers.Concat(pod.Containers).FirstOrDefault(candidate => candidate.Name == name)
            : own;
        if (container is null)
            throw Reject.Invalid($"{subject} asks for a resource of a container that the pod does not have: correct its containerName.");
        var amount = Amount(container, reference.Resource)
            ?? throw Reject.Invalid($"{subject} asks for the resource '{reference.Resource}', which is not known here: ask for limits or "
                + "requests of cpu, memory or ephemeral-storage.");
        return Divide(amount, reference.Divisor, subject);
    }

    private Quantity? Amount(ContainerView container, string resource) => resource switch
    {
        "limits.cpu" => Find(container.Limits, "cpu") ?? Quantity.FromInt64(cpus),
        "limits.memory" => Find(container.Limits, "memory") ?? Quantity.FromInt64(memoryBytes ?? 0),
        "requests.cpu" => Find(container.Requests, "cpu") ?? Find(container.Limits, "cpu") ?? default(Quantity),
        "requests.memory" => Find(container.Requests, "memory") ?? Find(container.Limits, "memory") ?? default(Quantity),
        "limits.ephemeral-storage" => Find(container.Limits, "ephemeral-storage") ?? default(Quantity),
        "requests.ephemeral-storage" => Find(container.Requests, "ephemeral-storage") ?? default(Quantity),
        _ => null,
    };

    private static Quantity? Find(IReadOnlyDictionary<string, Quantity> amounts, string name) =>
        amounts.TryGetValue(name, out var amount) ? amount : null;

    // In thousandths, so that a divisor of 1m works; no resource is finer than that.
    private static string Divide(Quantity amount, Quantity? divisor, string subject)
    {
        BigInteger unit = divisor is { } given && given.CompareTo(default) != 0 ? given.MilliValue : 1000;
        if (unit <= 0)
            throw Reject.Invalid($"{subject} has a negative divisor: use a positive one.");
        BigInteger value = amount.MilliValue;
        return ((value + unit - 1) / unit).ToString(CultureInfo.InvariantCulture);
    }
}
