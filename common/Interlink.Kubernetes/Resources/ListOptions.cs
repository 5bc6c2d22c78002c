namespace Interlink.Kubernetes.Resources;

/// <summary>What a list or a deletion of many is about.</summary>
public record ListOptions
{
    /// <summary>For example <c>app=web,tier!=cache</c>; null for all.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>For example <c>spec.nodeName=node1</c>; null for all.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects per page; 0 is one page for everything.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// How fresh the list must be: null is the newest state, <c>0</c> whatever the server has at hand; else see
    /// <see cref="ResourceVersionMatch"/>.
    /// </summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>NotOlderThan</c> or <c>Exact</c>; null when <see cref="ResourceVersion"/> is.</summary>
    public string? ResourceVersionMatch { get; init; }

    /// <summary>Where to go on, from <see cref="ObjectList{T}.Continue"/>; null for the beginning.</summary>
    public string? Continue { get; init; }

    internal QueryText Query() => new QueryText()
        .Add("labelSelector", LabelSelector)
        .Add("fieldSelector", FieldSelector)
        .Add("resourceVersion", ResourceVersion)
        .Add("resourceVersionMatch", ResourceVersionMatch)
        .Add("continue", Continue)
        .Add("limit", PageSize > 0 ? PageSize : null);
}
