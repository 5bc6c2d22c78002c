using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Podlet.Manifests;

/// <summary>GPUs of this machine for a pod that has a limit of them. Nobody counts them: it sees all there are.</summary>
internal static class LocalDevices
{
    private static readonly (string Resource, string Option)[] Gpus = [("nvidia.com/gpu", "--nv"), ("amd.com/gpu", "--rocm")];

    /// <summary>The runtime with the options that show them.</summary>
    public static RuntimePlan Add(PodView pod, RuntimePlan runtime, List<string> warnings)
    {
        List<string> options = [.. runtime.Options];
        foreach ((string resource, string option) in Gpus)
        {
            if (!pod.InitContainers.Concat(pod.Containers).Any(container => Asks(container.Limits, resource) || Asks(container.Requests, resource)))
                continue;
            if (runtime.Kind == ContainerRuntime.Singularity)
                options.Add(option);
            else if (runtime.Kind != ContainerRuntime.Host)
                warnings.Add($"The pod's limit of {resource} has no effect: only apptainer and singularity are told to show GPUs.");
        }

        return runtime with { Options = options };
    }

    private static bool Asks(IReadOnlyDictionary<string, Quantity> amounts, string resource) =>
        amounts.TryGetValue(resource, out Quantity amount) && amount.CompareTo(default) > 0;
}
