using Interlink.Protocol.Json;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>
/// Pods whose containers see each other's processes, or their host's. Singularity shows them all of the node's when its options do not
/// keep them apart; enroot and plain processes see those anyway. Podman would have to show a container with rights of its own everything
/// there is, so it does not.
/// </summary>
internal static class SharedNamespaces
{
    /// <summary>The runtime with options that let a pod see what it asks for.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="runtime">The runtime with its usual options.</param>
    /// <param name="mayShare">
    /// False where a policy bounds what a pod sees of the node: by way of a process outside of its container it could see the rest.
    /// </param>
    /// <param name="warnings">Gets what cannot be had.</param>
    /// <exception cref="PlanningException">The pod asks for two things that exclude each other.</exception>
    public static RuntimePlan Apply(PodView pod, RuntimePlan runtime, bool mayShare, List<string> warnings)
    {
        var spec = new FieldReader(pod.Spec, "spec");
        bool shared = spec.Flag("shareProcessNamespace") ?? false;
        bool host = spec.Flag("hostPID") ?? false;
        bool ipc = spec.Flag("hostIPC") ?? false;
        if (shared && host)
            throw Reject.Invalid("The pod has both shareProcessNamespace and hostPID: keep one of them.");
        if (runtime.Kind is ContainerRuntime.Host or ContainerRuntime.Enroot)
            return runtime;
        if (runtime.Kind == ContainerRuntime.Singularity && mayShare)
            return runtime with { Options = [.. runtime.Options.SelectMany(option => Loosened(option, shared || host, ipc))] };
        string why = mayShare
            ? "with this container runtime each container sees its own alone"
            : "the administrator's policy (Policy.RuntimeOptions) keeps containers apart";
        if (shared || host)
            warnings.Add($"The pod's {(host ? "hostPID" : "shareProcessNamespace")} has no effect: of processes, {why}.");
        if (ipc)
            warnings.Add($"The pod's hostIPC has no effect: of shared memory and semaphores, {why}.");
        return runtime;
    }

    // Both programs take an option that was given for an order: --no-pid does not undo --containall, so that is written out.
    private static IEnumerable<string> Loosened(string option, bool processes, bool ipc)
    {
        if (!processes && !ipc)
            return [option];
        IEnumerable<string> contained = ["--contain", "--pid", "--ipc", "--cleanenv"];
        IEnumerable<string> words = option switch
        {
            "--containall" or "-C" => contained,
            "--compat" => [.. contained, "--no-init", "--no-umask", "--no-eval", "--writable-tmpfs"],
            _ => [option],
        };
        return words.Where(word => !(processes && word is "--pid" or "-p") && !(ipc && word is "--ipc" or "-i"));
    }
}
