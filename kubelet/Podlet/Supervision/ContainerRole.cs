namespace Interlink.Podlet.Supervision;

/// <summary>A container's part in its pod.</summary>
internal enum ContainerRole
{
    /// <summary>Runs to its end before the next one starts.</summary>
    Init,

    /// <summary>Starts in its turn among the init containers and stays up until the others have ended.</summary>
    Sidecar,

    /// <summary>Runs beside the others once every init container is done.</summary>
    Main,
}
