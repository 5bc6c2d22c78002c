using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>A kind that is served.</summary>
/// <param name="Type">Its names.</param>
public sealed record KindDefinition(ResourceType Type)
{
    /// <summary>Whether <c>status</c> is written through its own path only.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Subresources beside status, for discovery: name and kind.</summary>
    public IReadOnlyList<(string Name, string Kind, string Verbs)> Subresources { get; init; } = [];

    /// <summary>For kubectl.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>A kind of a CustomResourceDefinition: no strategic merge, the objects of lists name their kind.</summary>
    public bool IsCustom { get; init; }

    /// <summary>A question that is answered and not kept.</summary>
    public bool IsReview { get; init; }

    /// <summary>Fields that can be selected beside name and namespace.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    public string Shown => Type.Group.Length == 0 ? Type.Plural : $"{Type.Plural}.{Type.Group}";

    public JsonObject Details(string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (Type.Group.Length > 0)
        {
            details["group"] = Type.Group;
        }

        details["kind"] = Type.Plural;
        return details;
    }
}
