namespace Interlink.ApiServer.Statuses;

/// <summary>What a sidecar said of one pod.</summary>
/// <param name="Json">The entry, byte for byte.</param>
internal sealed record ReportedState(ReadOnlyMemory<byte> Json)
{
    /// <summary>The sidecar's id for the pod; empty while there is none.</summary>
    public string JobId { get; init; } = "";

    /// <summary>False for a pod the sidecar has never heard of: no id, and no container has a state.</summary>
    public bool IsKnown { get; init; }

    /// <summary>True when every container has ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>True when, besides, every one ended with code 0.</summary>
    public bool HasSucceeded { get; init; }
}
