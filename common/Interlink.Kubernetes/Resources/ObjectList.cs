namespace Interlink.Kubernetes.Resources;

/// <summary>What a list answered.</summary>
/// <typeparam name="T">What was made of each object.</typeparam>
/// <param name="Items">The objects, in the server's order.</param>
/// <param name="ResourceVersion">The version of the collection, from which a watch can go on.</param>
/// <param name="Continue">Where the next page begins; null when this is the last, or the whole list.</param>
/// <param name="RemainingItemCount">How many objects the following pages hold; null when the server does not say.</param>
public sealed record ObjectList<T>(
    IReadOnlyList<T> Items, string ResourceVersion, string? Continue = null, long? RemainingItemCount = null);
