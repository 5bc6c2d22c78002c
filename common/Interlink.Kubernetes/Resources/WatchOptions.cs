namespace Interlink.Kubernetes.Resources;

/// <summary>What a watch is about.</summary>
public sealed record WatchOptions
{
    /// <summary>For example <c>app=web</c>; null for all.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>For example <c>metadata.name=web</c>; null for all.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>
    /// The version after which changes are told, from a list or an earlier event; null begins with an ADDED event for each object there is.
    /// </summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Whether the server tells now and then how far it has come. Without, a silent watch is never taken for a lost one.</summary>
    public bool Bookmarks { get; init; } = true;
}
