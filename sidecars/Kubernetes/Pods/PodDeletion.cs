using Interlink.Hosting.Pods;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>Takes orders to delete pods; they are carried out by <see cref="DeletionWork"/>, also when the remote cluster is down now.</summary>
internal sealed class PodDeletion(SidecarOptions options, PodMemory memory, DeletionFiles deletions, DeletionWork work)
{
    /// <exception cref="PodRequestException">The pod has no usable name, or the order cannot be kept.</exception>
    public Task DeleteAsync(PodView pod)
    {
        if ((KubernetesNames.PodUid(pod.Uid) ?? KubernetesNames.Namespace(pod.Namespace)) is { } problem)
            throw Reject.Invalid(problem);
        var remoteNamespace = memory.Find(pod.Namespace, pod.Uid)?.Namespace ?? options.Names.Namespace(pod.Namespace);
        try
        {
            deletions.Add(new Deletion(pod.Uid, remoteNamespace));
        }
        catch (IOException failure)
        {
            throw new PodRequestException(PodRequestFailure.Storage, $"The deletion of pod {pod.Namespace}/{pod.Name} cannot be kept: {failure.Message}", failure);
        }
        memory.Expect(pod.Uid);
        work.Wake();
        return Task.CompletedTask;
    }
}
