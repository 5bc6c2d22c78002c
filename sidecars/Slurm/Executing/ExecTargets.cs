using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Planning.Scripts;

namespace Interlink.Slurm.Executing;

/// <summary>Finds running containers in the job folders; no scheduler is asked.</summary>
internal sealed class ExecTargets(JobFolders folders)
{
    /// <summary>The container of a pod.</summary>
    /// <param name="podNamespace">The pod's namespace.</param>
    /// <param name="pod">Its name, or its UID.</param>
    /// <param name="container">The container's name; null for the pod's first.</param>
    /// <exception cref="PodRequestException">There is no such pod, or it does not run that container now.</exception>
    public ExecTarget Find(string podNamespace, string pod, string? container)
    {
        var named = Named(podNamespace, pod);
        if (named.Count == 0)
        {
            throw new PodRequestException(
                PodRequestFailure.NotFound,
                $"There is no pod {podNamespace}/{pod} below {folders.Root}: slurm-sidecar jobs lists those that are.");
        }

        var running = named.Where(one => one.Obstacle is null).ToList();
        if (running.Count > 1)
        {
            throw new PodRequestException(
                PodRequestFailure.Invalid,
                $"Several pods {podNamespace}/{pod} run: name one by its UID, {string.Join(" or ", running.Select(one => one.Plan.Uid))}.");
        }

        return running.Count == 1
            ? TargetOf(running[0], container)
            : throw new PodRequestException(PodRequestFailure.Refused, $"The pod {podNamespace}/{named[^1].Plan.Name} {named[^1].Obstacle}.");
    }

    private List<Found> Named(string podNamespace, string pod) =>
    [
        .. folders.Scan()
            .Where(folder => Path.GetFileName(folder.Path).StartsWith(podNamespace + "-", StringComparison.Ordinal))
            .Select(folder => folder.ReadPlan() is { } plan && plan.Namespace == podNamespace && (plan.Name == pod || plan.Uid == pod)
                ? Look(folder, plan)
                : null)
            .OfType<Found>()
            .OrderBy(found => found.Folder.Stamp(JobFolderFiles.Plan)?.Written),
    ];

    private static Found Look(JobFolder folder, PodPlan plan)
    {
        var status = folder.ReadRunStatus();
        string? obstacle = folder.Stamp(JobFolderFiles.Outcome) is { Length: > 0 } || status?.FinishedAt is not null ? "has ended"
            : folder.ReadJobId() is not { } job ? "was not submitted yet"
            // Nothing is heard of a pod on a node that shares nothing, until srun tries.
            : status is null && !plan.OnNodeOnly ? $"has not begun: its job is {job}"
            : null;
        return new Found(folder, plan, status, obstacle);
    }

    private static ExecTarget TargetOf(Found found, string? asked)
    {
        string pod = $"The pod {found.Plan.Namespace}/{found.Plan.Name}";
        List<string> names = [.. found.Plan.Containers.Concat(found.Plan.InitContainers).Select(container => container.Name)];
        string name = asked ?? names[0];
        if (!names.Contains(name))
            throw new PodRequestException(PodRequestFailure.NotFound, $"{pod} has no container {name}, only {string.Join(", ", names)}.");
        if (found.Status is { } status && !Runs(status, name))
            throw new PodRequestException(PodRequestFailure.Refused, $"{pod} does not run its container {name} now.");
        if (ScriptOf(found.Folder) is not (var podlet, var folder))
        {
            throw new PodRequestException(
                PodRequestFailure.Refused,
                $"{pod} has no {JobFolderFiles.BatchScript} that says which podlet runs it: {found.Folder.BatchScript} is missing or was changed.");
        }

        return new ExecTarget(found.Folder.ReadJobId()!.Value, podlet, folder, name, [.. names.Where(other => other != name)]);
    }

    private static bool Runs(PodRunStatus status, string name) =>
        status.Containers.Concat(status.SidecarContainers).Concat(status.InitContainers)
            .Any(container => container.Name == name && container.State.Running is not null);

    private static (string Podlet, string Folder)? ScriptOf(JobFolder folder)
    {
        try
        {
            return BatchScript.Read(File.ReadLines(folder.BatchScript));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private sealed record Found(JobFolder Folder, PodPlan Plan, PodRunStatus? Status, string? Obstacle);
}
