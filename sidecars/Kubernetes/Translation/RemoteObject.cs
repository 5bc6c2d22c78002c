using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>An object as it is to be in the remote cluster.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">The object.</param>
internal sealed record RemoteObject(ObjectKinds Kind, string Name, JsonObject Json);
