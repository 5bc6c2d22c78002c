using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Resources;

/// <summary>A change to an object, in one of the four ways the API understands.</summary>
public sealed class Patch
{
    private Patch(string contentType, JsonNode body)
    {
        ContentType = contentType;
        Body = body;
    }

    internal string ContentType { get; }

    internal JsonNode Body { get; }

    internal bool IsApply => ContentType == ApplyType;

    private const string ApplyType = "application/apply-patch+yaml";

    /// <summary>RFC 7386: fields are replaced, null takes one away, lists are replaced whole.</summary>
    public static Patch Merge(JsonObject changes) => new("application/merge-patch+json", changes);

    /// <summary>As <see cref="Merge"/>, but lists with a key (containers by name, …) are merged. Not for custom resources.</summary>
    public static Patch Strategic(JsonObject changes) => new("application/strategic-merge-patch+json", changes);

    /// <summary>RFC 6902: a list of operations, which can test before they change.</summary>
    public static Patch Json(JsonArray operations) => new("application/json-patch+json", operations);

    /// <summary>Server-side apply: the fields as they are to be, owned by <see cref="WriteOptions.FieldManager"/>, which must be set.</summary>
    public static Patch Apply(JsonObject wanted) => new(ApplyType, wanted);
}
