using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol;

namespace Interlink.Kubernetes.Resources;

/// <summary>
/// What every Kubernetes object has, read in place. A field that is absent or of another type than Kubernetes gives it is empty.
/// </summary>
/// <param name="json">The object.</param>
public readonly struct ObjectView(JsonObject json)
{
    /// <summary>The object itself.</summary>
    public JsonObject Json => json;

    /// <summary>For example <c>Pod</c>.</summary>
    public string Kind => Text(json, "kind");

    /// <summary>For example <c>v1</c>.</summary>
    public string ApiVersion => Text(json, "apiVersion");

    /// <summary>The name.</summary>
    public string Name => Text(Metadata, "name");

    /// <summary>The namespace; empty for objects of the whole cluster.</summary>
    public string Namespace => Text(Metadata, "namespace");

    /// <summary>The UID: never used again, unlike the name.</summary>
    public string Uid => Text(Metadata, "uid");

    /// <summary>The version of the object; to be compared for equality only.</summary>
    public string ResourceVersion => Text(Metadata, "resourceVersion");

    /// <summary>When the server made it.</summary>
    public DateTimeOffset? CreationTimestamp => Time(Metadata, "creationTimestamp");

    /// <summary>When it is to be gone; null when nobody has deleted it.</summary>
    public DateTimeOffset? DeletionTimestamp => Time(Metadata, "deletionTimestamp");

    /// <summary>Who must have done its work before the object goes.</summary>
    public IReadOnlyList<string> Finalizers => Metadata?["finalizers"] is JsonArray list
        ? [.. list.Where(IsText).Select(item => item!.GetValue<string>())]
        : [];

    /// <summary>Name and namespace.</summary>
    public ObjectKey Key => new(Namespace, Name);

    private JsonObject? Metadata => json["metadata"] as JsonObject;

    /// <summary>A label's value; null without it.</summary>
    public string? Label(string key) => In("labels", key);

    /// <summary>An annotation's value; null without it.</summary>
    public string? Annotation(string key) => In("annotations", key);

    private string? In(string map, string key) => (Metadata?[map] as JsonObject)?[key] is { } node && IsText(node) ? node.GetValue<string>() : null;

    private static string Text(JsonObject? parent, string field) =>
        parent is not null && parent.TryGetPropertyValue(field, out JsonNode? node) && IsText(node) ? node!.GetValue<string>() : "";

    private static DateTimeOffset? Time(JsonObject? parent, string field) =>
        GoTime.TryParseRfc3339(Text(parent, field), out DateTimeOffset time) ? time : null;

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
