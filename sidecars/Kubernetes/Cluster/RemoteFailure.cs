using Interlink.Hosting.Pods;
using Interlink.Kubernetes;

namespace Interlink.KubernetesSidecar.Cluster;

/// <summary>What a failure of the remote API means to who asked for a pod.</summary>
internal static class RemoteFailure
{
    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool MayPass(KubernetesException failure) =>
        failure.FateUnknown || failure.IsTransient || failure.IsConflict;

    /// <summary>The failure as an answer: the remote's own sentence for a refusal, which a quota or a limit range may be.</summary>
    public static PodRequestException ToAnswer(KubernetesException failure)
    {
        if (MayPass(failure))
            return new PodRequestException(PodRequestFailure.Unavailable, $"The remote cluster does not answer: {failure.Message}", failure);
        return failure.IsUnauthorized
            ? new PodRequestException(
                PodRequestFailure.Unavailable,
                $"The remote cluster does not accept the sidecar's credentials, renew its kubeconfig: {failure.Message}",
                failure)
            : new PodRequestException(PodRequestFailure.Refused, $"The remote cluster refuses: {failure.Message}", failure);
    }
}
