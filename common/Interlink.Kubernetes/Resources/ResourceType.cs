namespace Interlink.Kubernetes.Resources;

/// <summary>A kind of object and where the API serves it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, for example <c>v1</c>.</param>
/// <param name="Plural">The name in paths, for example <c>pods</c>.</param>
/// <param name="Kind">The name in objects, for example <c>Pod</c>.</param>
/// <param name="Namespaced">False for objects of the whole cluster.</param>
public sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced = true)
{
    /// <summary>What objects of this kind have as <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of the collection, of all namespaces when none is given; without a slash in front.</summary>
    internal string PathIn(string? space)
    {
        string prefix = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return space is null || !Namespaced ? $"{prefix}/{Plural}" : $"{prefix}/namespaces/{Uri.EscapeDataString(space)}/{Plural}";
    }

    /// <summary>The kind, with its group when it is not the core one.</summary>
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
