using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Executing;

/// <summary>A container that a podlet on this machine runs now.</summary>
/// <param name="Plan">The pod's plan.</param>
/// <param name="Container">The container's.</param>
/// <param name="Process">The process that podlet started for it.</param>
internal sealed record RunningContainer(PodPlan Plan, ContainerPlan Container, int Process)
{
    /// <summary>Finds it by the pod's job folder.</summary>
    /// <exception cref="PodletException">It does not run, or not here.</exception>
    public static RunningContainer Of(JobFolder folder, string name)
    {
        PodPlan plan = folder.ReadPlan();
        ContainerPlan[] containers = [.. plan.InitContainers, .. plan.Containers];
        ContainerPlan container = Array.Find(containers, container => container.Name == name)
            ?? throw Refuse($"has no container {name}, only {string.Join(", ", containers.Select(one => one.Name))}.");
        PodRunStatus status = folder.ReadStatus() ?? throw Refuse("has not begun.");
        if (status.FinishedAt is not null)
            throw Refuse("has ended.");
        if (status.Host is { } host && host != Environment.MachineName)
        {
            string way = status.JobId is { } job ? $"srun --overlap --jobid={job} podlet exec …" : "podlet exec there";
            throw Refuse($"runs on {host}, not on {Environment.MachineName}: use {way}.");
        }

        if (!status.Processes.TryGetValue(name, out int process))
            throw Refuse($"does not run its container {name} now.");
        // Whatever the file says: the number may be another process's by now.
        return ProcessTree.ParentOf(process) == status.Pid
            ? new RunningContainer(plan, container, process)
            : throw Refuse($"does not run its container {name} any more, or its processes are hidden from here by a namespace.");

        PodletException Refuse(string sentence) => new(ExitCodes.CannotExecute, $"the pod {plan.Namespace}/{plan.Name} {sentence}");
    }
}
