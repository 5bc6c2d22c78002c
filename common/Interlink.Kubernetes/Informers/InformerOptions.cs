namespace Interlink.Kubernetes.Informers;

/// <summary>Which objects an informer knows, and how patient it is.</summary>
public sealed record InformerOptions
{
    /// <summary>For example <c>app=web</c>; null for all.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>For example <c>spec.nodeName=node1</c>; null for all.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects per page of a list; 0 is one page for everything.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The pause after the first failure, and between watches that end at once; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);
}
