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
    /// <summary>The program of one container of a plan.</summary>
    public static ContainerProgram Of(PodPlan plan, ContainerPlan container)
    {
        ContainerProgram program = OfRuntime(plan, container);
        return container.MpiFlags is { } flags ? MpiLaunch.Wrap(program, flags) : program;
    }

    private static ContainerProgram OfRuntime(PodPlan plan, ContainerPlan container) => plan.Runtime.Kind switch
    {
        ContainerRuntime.Host => HostRuntime.ProgramOf(container),
        _ => SingularityRuntime.ProgramOf(plan.Runtime, container),
    };
}
