using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>A change: without a state before it is an addition, without one after it a deletion.</summary>
internal sealed record StoreEvent(long Revision, KindDefinition Kind, JsonObject? Before, JsonObject? After);
