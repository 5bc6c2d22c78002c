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
    public static PodOutline Of(PodPlan plan) => new(
        plan.Name,
        [.. plan.InitContainers.Select(ContainerOutline.Of)],
        [.. plan.Containers.Select(ContainerOutline.Of)],
        plan.Resources,
        plan.TerminationGracePeriodSeconds);
}

/// <summary>A container's name and image.</summary>
internal sealed record ContainerOutline(string Name, string Image, bool Sidecar)
{
    public static ContainerOutline Of(ContainerPlan plan) => new(plan.Name, plan.Image, plan.Sidecar);
}
