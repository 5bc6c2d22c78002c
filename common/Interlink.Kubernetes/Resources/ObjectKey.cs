namespace Interlink.Kubernetes.Resources;

/// <summary>The name by which an object is known among those of its kind.</summary>
/// <param name="Namespace">The namespace; empty for objects of the whole cluster.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary><c>namespace/name</c>, or only the name.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
