namespace Interlink.Kubernetes.Informers;

/// <summary>An object that an informer knows.</summary>
/// <param name="Value">What is kept of it.</param>
/// <param name="Uid">Which object it is: one of the same name with another UID is another one.</param>
/// <param name="ResourceVersion">Its version.</param>
internal sealed record Known<T>(T Value, string Uid, string ResourceVersion);
