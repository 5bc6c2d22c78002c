using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Informers;

/// <summary>What has become of an object.</summary>
/// <typeparam name="T">What is kept of each object.</typeparam>
/// <param name="Key">Its name.</param>
/// <param name="Before">What was known before; null when it is new.</param>
/// <param name="Now">What is known now; null when it is gone.</param>
public sealed record Change<T>(ObjectKey Key, T? Before, T? Now)
    where T : class;
