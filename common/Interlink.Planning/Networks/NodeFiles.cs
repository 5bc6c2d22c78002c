using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Networks;

/// <summary>The pod's name, and the files of <c>/etc</c> that podlet makes on the node because they begin with the node's own.</summary>
internal sealed class NodeFiles
{
    private readonly string jobFolder;

    private NodeFiles(string jobFolder) => this.jobFolder = jobFolder;

    /// <summary>A name that the runtime gives the containers; null for the node's.</summary>
    public string? HostName { get; private init; }

    /// <summary>Lines for <c>/etc/hosts</c>; null when the containers see the node's.</summary>
    public IReadOnlyList<string>? Hosts { get; private init; }

    /// <summary>What <c>/etc/resolv.conf</c> says; null when the containers see the node's.</summary>
    public ResolverPlan? Resolver { get; private init; }

    /// <summary>What a pod needs; what the runtime cannot bring about is told.</summary>
    /// <exception cref="PlanningException">A name, an alias or the DNS configuration is not valid.</exception>
    public static NodeFiles Of(PodView pod, ContainerRuntime runtime, string jobFolder, List<string> warnings)
    {
        var asked = PodHostName.Of(pod);
        var host = runtime is ContainerRuntime.Host or ContainerRuntime.Enroot ? null : asked;
        if (asked is not null && host is null)
            warnings.Add($"The pod's {asked.Field} has no effect: with this container runtime the machine's name is the node's.");
        var lines = HostsLines.Of(pod, host);
        var resolver = ResolverPlanner.Plan(pod);
        if (runtime != ContainerRuntime.Host)
            return new NodeFiles(jobFolder) { HostName = host?.Name, Hosts = lines.Count > 0 ? lines : null, Resolver = resolver };
        if (lines.Count > 0)
            warnings.Add("The pod's hostAliases have no effect: the host runtime shows the node's own /etc/hosts.");
        if (resolver is not null)
        {
            string field = resolver.FromNode ? "dnsConfig has" : "dnsPolicy and dnsConfig have";
            warnings.Add($"The pod's {field} no effect: the host runtime shows the node's own /etc/resolv.conf.");
        }

        return new NodeFiles(jobFolder);
    }

    /// <summary>A container's mounts with the files among them; what it mounts at their places itself stays.</summary>
    public IReadOnlyList<MountPlan> Add(IReadOnlyList<MountPlan> mounts)
    {
        List<MountPlan> files = [];
        if (Hosts is not null)
            files.Add(new MountPlan($"{jobFolder}/{NodeFileNames.Hosts}", "/etc/hosts", ReadOnly: false));
        if (Resolver is not null)
            files.Add(new MountPlan($"{jobFolder}/{NodeFileNames.Resolver}", "/etc/resolv.conf", ReadOnly: false));
        files.RemoveAll(file => mounts.Any(mount => mount.Target == file.Target));
        return files.Count == 0 ? mounts : [.. mounts, .. files];
    }
}
