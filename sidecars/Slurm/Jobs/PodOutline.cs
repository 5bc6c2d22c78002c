using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Jobs;

/// <summary>The little of a plan that a status needs, so that the plan itself (which holds secrets) need not stay in memory.</summary>
internal sealed record PodOutline(
    string Name,
    IReadOnlyList<ContainerOutline> InitContainers,
    IReadOnlyList<ContainerOutline> Containers,
    PlannedResources Resources,
    int GraceSeconds)
{
    /// <summary>True when a script runs in place of the containers, and tells their ends by files.</summary>
    public bool Scripted { get; init; }

    /// <summary>True when the node shares no folder with this machine: only the scheduler knows how the pod fares.</summary>
    public bool OnNodeOnly { get; init; }

    public static PodOutline Of(PodPlan plan)
    {
        var outline = new PodOutline(plan.Name, [], [], plan.Resources, plan.TerminationGracePeriodSeconds)
        {
            OnNodeOnly = plan.OnNodeOnly,
        };
        return plan.Scripted is { } scripted
            ? outline with
            {
                Scripted = true,
                InitContainers = [.. scripted.Where(container => container.Init).Select(ContainerOutline.Of)],
                Containers = [.. scripted.Where(container => !container.Init).Select(ContainerOutline.Of)],
            }
            : outline with
            {
                InitContainers = [.. plan.InitContainers.Select(ContainerOutline.Of)],
                Containers = [.. plan.Containers.Select(ContainerOutline.Of)],
            };
    }
}

/// <summary>A container's name and image.</summary>
internal sealed record ContainerOutline(string Name, string Image, bool Sidecar)
{
    public static ContainerOutline Of(ContainerPlan plan) => new(plan.Name, plan.Image, plan.Sidecar);

    public static ContainerOutline Of(ScriptedContainer container) => new(container.Name, container.Image, container.Sidecar);
}
