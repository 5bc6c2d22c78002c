namespace Interlink.Podlet.Supervision;

/// <summary>Something that happened to a pod.</summary>
/// <param name="At">When, by the machine's clock.</param>
internal abstract record PodEvent(DateTimeOffset At)
{
    /// <summary>podlet is ready.</summary>
    public sealed record Began(DateTimeOffset At) : PodEvent(At);

    /// <summary>A container's process became the program.</summary>
    public sealed record Started(int Container, DateTimeOffset At) : PodEvent(At);

    /// <summary>A container's process ended, and nothing of the container is left.</summary>
    /// <param name="Container">Its position in <see cref="PodState.Containers"/>.</param>
    /// <param name="ExitCode">128 + the signal's number when one ended it.</param>
    /// <param name="Signal">The signal that ended it.</param>
    /// <param name="Failure">Why it never became the program, when it did not.</param>
    /// <param name="At">When.</param>
    public sealed record Exited(int Container, int ExitCode, int? Signal, string? Failure, DateTimeOffset At) : PodEvent(At)
    {
        /// <summary>The container's last words; null when it left none.</summary>
        public string? Message { get; init; }

        /// <summary>True when the kernel killed it because memory was used up.</summary>
        public bool OutOfMemory { get; init; }
    }

    /// <summary>A hook has ended.</summary>
    /// <param name="Container">Its container's position.</param>
    /// <param name="Run">The container's <see cref="ContainerRun.Starts"/> when it began.</param>
    /// <param name="Kind">Which hook.</param>
    /// <param name="Failure">Why it failed; null when it did not.</param>
    /// <param name="At">When.</param>
    public sealed record HookEnded(int Container, int Run, HookKind Kind, string? Failure, DateTimeOffset At) : PodEvent(At);

    /// <summary>A probe says something else than before.</summary>
    /// <param name="Container">Its container's position.</param>
    /// <param name="Run">The container's <see cref="ContainerRun.Starts"/> when it was asked.</param>
    /// <param name="Kind">Which probe.</param>
    /// <param name="Failure">Why it failed; null when it succeeds.</param>
    /// <param name="At">When.</param>
    public sealed record Probed(int Container, int Run, ProbeKind Kind, string? Failure, DateTimeOffset At) : PodEvent(At);

    /// <summary>A timer is due.</summary>
    public sealed record Due(PodTimer Timer, DateTimeOffset At) : PodEvent(At);

    /// <summary>Somebody wants the pod to end.</summary>
    public sealed record StopAsked(StopReason Reason, DateTimeOffset At) : PodEvent(At)
    {
        /// <summary>How long the pod has at most, from now; null means its whole grace period.</summary>
        public TimeSpan? Within { get; init; }
    }
}
