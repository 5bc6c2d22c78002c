namespace Interlink.Podlet.Supervision;

/// <summary>How far the stopping of a container's process has come.</summary>
internal enum ContainerStopStep
{
    /// <summary>It may go on.</summary>
    None,

    /// <summary>What is done before its end is being done.</summary>
    PreStop,

    /// <summary>It was told to stop.</summary>
    Signalled,
}
