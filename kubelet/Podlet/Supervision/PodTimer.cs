namespace Interlink.Podlet.Supervision;

/// <summary>A moment the machine waits for.</summary>
/// <param name="Kind">What is due.</param>
/// <param name="Container">The container's position for <see cref="PodTimerKind.Restart"/>, else -1.</param>
internal readonly record struct PodTimer(PodTimerKind Kind, int Container = -1);

/// <summary>What is due at a <see cref="PodTimer"/>.</summary>
internal enum PodTimerKind
{
    /// <summary>A back-off is over.</summary>
    Restart,

    /// <summary>The pod's activeDeadlineSeconds are over.</summary>
    Deadline,

    /// <summary>The grace period is nearly over: sidecars that were not asked to stop yet are asked now.</summary>
    LastCall,

    /// <summary>The grace period is over.</summary>
    Kill,
}
