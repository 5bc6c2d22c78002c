namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>Whoever writes fields, and the fields.</summary>
internal sealed record FieldOwner(string Manager, string Operation, string Subresource, HashSet<string> Fields)
{
    public bool IsSame(FieldOwner other) =>
        Manager == other.Manager && Operation == other.Operation && Subresource == other.Subresource;
}
