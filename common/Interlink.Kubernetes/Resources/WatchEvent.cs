using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Resources;

/// <summary>One thing a watch told.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object, in its last state when it was deleted; for a bookmark only its kind and resource version.</param>
public sealed record WatchEvent(WatchEventType Type, JsonObject Object)
{
    /// <summary>From where a later watch goes on; empty when the server gave none.</summary>
    public string ResourceVersion => new ObjectView(Object).ResourceVersion;
}
