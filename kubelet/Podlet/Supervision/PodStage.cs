namespace Interlink.Podlet.Supervision;

/// <summary>Where the pod is in its life; it only moves down this list.</summary>
internal enum PodStage
{
    /// <summary>Nothing has happened.</summary>
    New,

    /// <summary>Init containers run.</summary>
    Initializing,

    /// <summary>The containers run.</summary>
    Running,

    /// <summary>The init container or the containers were asked to stop.</summary>
    Stopping,

    /// <summary>Only sidecars are left, and are stopped one after another.</summary>
    Draining,

    /// <summary>No container has a process, none will have one.</summary>
    Finished,
}
