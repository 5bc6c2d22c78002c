namespace Interlink.Podlet.Supervision;

/// <summary>A moment the machine waits for.</summary>
/// <param name="Kind">What is due.</param>
/// <param name="Container">The container's position where one container is meant, else -1.</param>
/// <param name="Run">Its <see cref="ContainerRun.Starts"/> where a process of it is meant, else 0.</param>
internal readonly record struct PodTimer(PodTimerKind Kind, int Container = -1, int Run = 0);

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

    /// <summary>The grace period of one container is nearly over: what is done before its end has to leave it some time.</summary>
    ContainerLastCall,

    /// <summary>The grace period of one container is over.</summary>
    ContainerKill,
}
