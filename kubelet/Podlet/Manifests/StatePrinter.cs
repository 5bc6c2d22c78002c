using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Manifests;

/// <summary>Tells on standard error what has changed about a pod.</summary>
internal sealed class StatePrinter
{
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    public void Print(PodRunStatus status)
    {
        foreach (ContainerStatus container in status.InitContainers.Concat(status.SidecarContainers).Concat(status.Containers))
            Tell($"container {container.Name}", Describe(container.State));
        Tell("pod", status.Reason is null ? $"{status.Phase}" : $"{status.Phase} ({status.Reason}: {status.Message})");
    }

    private void Tell(string subject, string state)
    {
        if (told.TryGetValue(subject, out string? before) && before == state)
            return;
        told[subject] = state;
        StandardError.Say($"{subject}: {state}");
    }

    private static string Describe(ContainerState state) => state switch
    {
        { Running: not null } => "Running",
        { Terminated: { } ended } => $"{ended.Reason}, exit code {ended.ExitCode}{(ended.Message is { } why ? ": " + why : "")}",
        { Waiting: { } waiting } => $"Waiting ({waiting.Reason}{(waiting.Message is { } why ? ": " + why : "")})",
        _ => "Waiting",
    };
}
