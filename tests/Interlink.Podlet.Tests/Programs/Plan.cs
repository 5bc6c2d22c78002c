using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>Plans for the host runtime.</summary>
internal static class Plan
{
    public static PodPlan Of(params ContainerPlan[] containers) => new()
    {
        Namespace = "default",
        Name = "pod",
        Uid = "11111111-2222-3333-4444-555555555555",
        RestartPolicy = RestartPolicy.Never,
        TerminationGracePeriodSeconds = 20,
        Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
        Containers = containers,
    };

    public static ContainerPlan Sh(string name, string script) =>
        new() { Name = name, Image = "none", Command = ["/bin/sh", "-c", script] };

    public static ContainerPlan Bash(string name, string script) =>
        new() { Name = name, Image = "none", Command = ["/bin/bash", "-c", script] };

    public static PodPlan With(this PodPlan plan, params ContainerPlan[] initContainers) => plan with { InitContainers = initContainers };
}
