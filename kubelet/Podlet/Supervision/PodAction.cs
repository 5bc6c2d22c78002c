namespace Interlink.Podlet.Supervision;

/// <summary>Something that has to be done for a pod.</summary>
internal abstract record PodAction
{
    /// <summary>Start a container's process.</summary>
    public sealed record Start(int Container) : PodAction;

    /// <summary>Run a hook of a container.</summary>
    public sealed record RunHook(int Container, HookKind Kind) : PodAction;

    /// <summary>Ask a container to stop.</summary>
    public sealed record Terminate(int Container) : PodAction;

    /// <summary>End a container and everything it started, at once.</summary>
    public sealed record Kill(int Container) : PodAction;

    /// <summary>Say so when a time has passed.</summary>
    public sealed record SetTimer(PodTimer Timer, TimeSpan After) : PodAction;

    /// <summary>Say so after this time at the latest: a timer for the same that is due sooner stays.</summary>
    public sealed record Hasten(PodTimer Timer, TimeSpan After) : PodAction;

    /// <summary>Nothing is left to do.</summary>
    public sealed record Finish(int ExitCode) : PodAction;
}
