using Interlink.Protocol;

namespace Interlink.Kubernetes.Access;

/// <summary>
/// A kubeconfig, or what stands in its place in a pod, that cannot be used. The message is a sentence with the file and the way out.
/// </summary>
/// <param name="message">A sentence.</param>
/// <param name="innerException">What caused it.</param>
public sealed class KubeConfigException(string message, Exception? innerException = null)
    : Exception(SentenceText.OneLine(message), innerException);
