namespace Interlink.Podlet.Supervision;

/// <summary>Where a container is in its life.</summary>
internal enum ContainerStage
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Its process exists and is becoming the program.</summary>
    Starting,

    /// <summary>The program runs, and what is done at its start is not over.</summary>
    PostStart,

    /// <summary>The program runs.</summary>
    Running,

    /// <summary>It ended and is started again later.</summary>
    BackOff,

    /// <summary>It ended, or was given up, for good.</summary>
    Ended,
}
