namespace Interlink.KubernetesSidecar.Translation;

/// <summary>All that a pod becomes in the remote cluster.</summary>
/// <param name="Namespace">The remote namespace.</param>
/// <param name="Sources">Config maps, secrets and claims, in the order in which they are made.</param>
/// <param name="Pod">The pod, made last.</param>
/// <param name="Warnings">What the pod asked for and does not get, one sentence each.</param>
internal sealed record RemoteSet(
    string Namespace, IReadOnlyList<RemoteObject> Sources, RemoteObject Pod, IReadOnlyList<string> Warnings);
