using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Probes;

/// <summary>Plans what is done at a container's start and before its end.</summary>
internal static class HookPlanner
{
    private static readonly string[] Signals =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>The hooks; null without any.</summary>
    /// <exception cref="PlanningException">One breaks a rule.</exception>
    public static HooksPlan? Plan(ContainerView container)
    {
        var plan = new HooksPlan
        {
            PostStart = Plan(container, container.PostStart, "postStart"),
            PreStop = Plan(container, container.PreStop, "preStop"),
            StopSignal = container.StopSignal is { } name ? Number(container, name) : null,
        };
        return plan is { PostStart: null, PreStop: null, StopSignal: null } ? null : plan;
    }

    private static HandlerPlan? Plan(ContainerView container, HandlerView? hook, string name)
    {
        if (hook is null)
            return null;
        var place = new CheckPlace(container, name);
        place.DemandLongRunning();
        var plan = HandlerPlanner.Plan(place, hook);
        return plan is { TcpSocket: null, Grpc: null }
            ? plan
            : throw place.Invalid("can be an exec, httpGet or sleep: Kubernetes runs no other hook.");
    }

    private static int Number(ContainerView container, string name)
    {
        int number = name.StartsWith("SIG", StringComparison.Ordinal) ? Array.IndexOf(Signals, name[3..]) : 0;
        return number > 0
            ? number
            : throw Reject.Invalid($"The stopSignal of the container '{container.Name}' is none that is known here: write for example SIGUSR1.");
    }
}
