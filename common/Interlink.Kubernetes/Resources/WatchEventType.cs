namespace Interlink.Kubernetes.Resources;

/// <summary>What happened to an object.</summary>
public enum WatchEventType
{
    /// <summary>It is new, or has come to match the selector.</summary>
    Added,

    /// <summary>It has changed.</summary>
    Modified,

    /// <summary>It is gone, or matches the selector no longer.</summary>
    Deleted,

    /// <summary>Nothing: only how far the server has come.</summary>
    Bookmark,
}
