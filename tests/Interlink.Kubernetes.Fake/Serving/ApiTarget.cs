using Interlink.Kubernetes.Fake.Storage;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>What a path means.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for all.</param>
/// <param name="Name">The object; null for the collection.</param>
/// <param name="Subresource">For example <c>status</c>; null for the object itself.</param>
internal sealed record ApiTarget(KindDefinition Kind, string Namespace, string? Name, string? Subresource)
{
    public ObjectKey Key => new(Namespace, Name!);

    /// <summary>Null for a path that means no object.</summary>
    public static ApiTarget? Parse(string path, Store store)
    {
        string[] parts = [.. path.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        int versioned = parts[0] == "api" ? 2 : parts[0] == "apis" ? 3 : 0;
        if (versioned == 0 || parts.Length <= versioned)
        {
            return null;
        }

        string version = string.Join('/', parts[1..versioned]);
        string[] rest = parts[versioned..];
        string space = "";
        if (rest[0] == "namespaces" && rest.Length > 2 && rest[2] is not ("status" or "finalize"))
        {
            space = rest[1];
            rest = rest[2..];
        }

        return store.FindKind(version, rest[0]) is { } kind && rest.Length <= 3 && (space.Length == 0 || kind.Type.Namespaced)
            ? new ApiTarget(kind, space, rest.Length > 1 ? rest[1] : null, rest.Length > 2 ? rest[2] : null)
            : null;
    }
}
