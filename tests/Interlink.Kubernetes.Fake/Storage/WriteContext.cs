namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>How a write was asked for.</summary>
/// <param name="Manager">Who owns the fields that are written.</param>
/// <param name="DryRun">Whether nothing is to change.</param>
/// <param name="Subresource">For example <c>status</c>; null for the object itself.</param>
internal sealed record WriteContext(string Manager = "test", bool DryRun = false, string? Subresource = null)
{
    /// <summary>A server-side apply keeps the book of who owns what itself.</summary>
    public bool OwnsFieldsItself { get; init; }
}
