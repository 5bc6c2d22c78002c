using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access;

/// <summary>Which kubeconfig is used, and which part of it.</summary>
public sealed record KubeConfigOptions
{
    /// <summary>
    /// The file, or several with <c>:</c> between them that are read as one; null for <c>KUBECONFIG</c>, else <c>~/.kube/config</c>. A
    /// file that is named here must exist, one of <c>KUBECONFIG</c> need not.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>The content itself, YAML or JSON, in place of files; relative paths in it are those of the working folder.</summary>
    public string? Content { get; init; }

    /// <summary>The context; null for the file's current one.</summary>
    public string? Context { get; init; }

    /// <summary>Fields that replace those of the context's cluster, in a kubeconfig's own words (<c>server</c>, …); null for none.</summary>
    public JsonObject? Cluster { get; init; }

    /// <summary>Fields that replace those of the context's user (<c>token</c>, …); null for none.</summary>
    public JsonObject? User { get; init; }

    /// <summary>The namespace; null for the context's.</summary>
    public string? Namespace { get; init; }
}
