using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>No container at all: the command is executed on the machine.</summary>
internal static class HostRuntime
{
    public static ContainerProgram ProgramOf(ContainerPlan container) =>
        new([.. container.Command, .. container.Args], container.Environment, container.WorkingDirectory, SignalsGroup: true);
}
