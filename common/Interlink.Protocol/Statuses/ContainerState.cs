namespace Interlink.Protocol.Statuses;

/// <summary>One of waiting, running and terminated, or none of them, in the shape of Kubernetes' <c>v1.ContainerState</c>.</summary>
public sealed record ContainerState
{
    /// <summary>Nothing known: <c>{}</c> on the wire.</summary>
    public static ContainerState None { get; } = new();

    /// <summary>Set while the container waits.</summary>
    public WaitingState? Waiting { get; init; }

    /// <summary>Set while the container runs.</summary>
    public RunningState? Running { get; init; }

    /// <summary>Set once the container has ended.</summary>
    public TerminatedState? Terminated { get; init; }
}

/// <summary>A container that is not running yet, or not running at the moment.</summary>
/// <param name="Reason">Why, in CamelCase: <c>ContainerCreating</c>, <c>PodInitializing</c>, <c>CrashLoopBackOff</c>, or the scheduler's
/// reason.</param>
/// <param name="Message">The same for a person.</param>
public sealed record WaitingState(string? Reason = null, string? Message = null);

/// <summary>A container that runs.</summary>
/// <param name="StartedAt">Since when.</param>
public sealed record RunningState(DateTimeOffset? StartedAt = null);

/// <summary>A container that has ended.</summary>
public sealed record TerminatedState
{
    /// <summary>The exit code, 128 + n when signal n ended it.</summary>
    public int ExitCode { get; init; }

    /// <summary>The signal that ended it; null or 0 when none did.</summary>
    public int? Signal { get; init; }

    /// <summary><c>Completed</c>, <c>Error</c>, <c>OOMKilled</c>, <c>ContainerCannotRun</c>, or what the scheduler did.</summary>
    public string? Reason { get; init; }

    /// <summary>The same for a person.</summary>
    public string? Message { get; init; }

    /// <summary>When it started; null when it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
