using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>What has to be executed for a container.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Environment">Variables on top of podlet's own.</param>
/// <param name="WorkingDirectory">Where the program starts on the machine; null means where podlet is.</param>
/// <param name="SignalsGroup">
/// True when a signal for the container goes to its whole process group, false when its first process passes it on.
/// </param>
internal sealed record ContainerProgram(
    IReadOnlyList<string> Words,
    IReadOnlyList<EnvironmentVariable> Environment,
    string? WorkingDirectory,
    bool SignalsGroup)
{
    /// <summary>Removes what the runtime keeps of the container once its program has ended; null when it keeps nothing.</summary>
    public IReadOnlyList<string>? Removal { get; init; }

    /// <summary>True when the program is only a client, whose end the container survives: the removal is what ends that.</summary>
    public bool RunsElsewhere { get; init; }

    /// <summary>
    /// Answers <c>true</c> when the kernel killed the container for its memory, as long as it is not removed; null where the runtime does
    /// not know better than the job's own control group.
    /// </summary>
    public IReadOnlyList<string>? OomInquiry { get; init; }

    /// <summary>With each of these before their names, podlet's own variables reach the container's processes; empty when they do anyway.</summary>
    public IReadOnlyList<string> MarkPrefixes { get; init; } = [];

    /// <summary>The program of one container of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="container">One of its containers.</param>
    /// <param name="folder">The job folder.</param>
    public static ContainerProgram Of(PodPlan plan, ContainerPlan container, string folder)
    {
        ContainerProgram program = OfRuntime(plan, container, folder);
        return container.MpiFlags is { } flags ? MpiLaunch.Wrap(program, flags) : program;
    }

    private static ContainerProgram OfRuntime(PodPlan plan, ContainerPlan container, string folder) => plan.Runtime.Kind switch
    {
        ContainerRuntime.Host => HostRuntime.ProgramOf(container),
        ContainerRuntime.Podman or ContainerRuntime.Docker => PodmanRuntime.ProgramOf(plan, container),
        ContainerRuntime.Enroot => EnrootRuntime.ProgramOf(plan, container, folder),
        _ => SingularityRuntime.ProgramOf(plan.Runtime, container, plan.HostName),
    };
}
