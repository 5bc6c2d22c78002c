using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Supervision;

/// <summary>What is known of one container.</summary>
internal sealed record ContainerRun(ContainerPlan Plan, ContainerRole Role)
{
    public ContainerStage Stage { get; init; } = ContainerStage.Waiting;

    /// <summary>How often its process was started.</summary>
    public int Starts { get; init; }

    /// <summary>When the present process became the program.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>True once a start succeeded, whatever came after.</summary>
    public bool HasRun { get; init; }

    /// <summary>True once a start succeeded and its startup probe, if there is one, too, whatever came after.</summary>
    public bool HasStarted { get; init; }

    /// <summary>What the startup probe of the present process says; false before it has said anything.</summary>
    public bool StartupSucceeded { get; init; }

    /// <summary>What the readiness probe of the present process says; false before it has said anything.</summary>
    public bool ReadinessSucceeded { get; init; }

    /// <summary>How far the stopping of the present process has come.</summary>
    public ContainerStopStep Stop { get; init; }

    /// <summary>Why it alone is stopped; null when it is not, or the whole pod is.</summary>
    public ContainerFault? Fault { get; init; }

    /// <summary>How long the present restart waits; meaningful in <see cref="ContainerStage.BackOff"/>.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>How long the next restart after the present one will wait.</summary>
    public TimeSpan BackOff { get; init; }

    /// <summary>How the process before the present one ended, and in back-off the latest.</summary>
    public TerminatedState? Previous { get; init; }

    /// <summary>How it ended for good; set together with <see cref="ContainerStage.Ended"/>.</summary>
    public TerminatedState? Final { get; init; }

    /// <summary>True while a process of it exists.</summary>
    public bool IsLive => Stage is ContainerStage.Starting or ContainerStage.PostStart or ContainerStage.Running;

    /// <summary>True when the present process runs, is past its hook and past its startup probe.</summary>
    public bool IsStarted => Stage == ContainerStage.Running && (StartupSucceeded || Plan.Probes?.Startup is null);

    /// <summary>True when it also may be sent work.</summary>
    public bool IsReady => IsStarted && (ReadinessSucceeded || Plan.Probes?.Readiness is null);

    /// <summary>True when the containers after it may start, for one of the init containers.</summary>
    public bool IsPassed => Role == ContainerRole.Sidecar ? HasStarted : Final is { ExitCode: 0 };
}
