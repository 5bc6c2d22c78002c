using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.Kubernetes;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Translation;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>
/// Makes the objects of one pod. Nothing is read first: what is there already, and whether the namespace is, the server says itself.
/// </summary>
internal sealed class ObjectMaker(RemoteCluster cluster, string remoteNamespace, string podUid, RemoteRetry retry)
{
    private readonly List<(RemoteObject Object, string? Uid)> made = [];

    /// <exception cref="KubernetesException">It could not be made.</exception>
    /// <exception cref="PodRequestException">Another object has its name.</exception>
    public async Task<JsonObject> MakeAsync(RemoteObject wanted, CancellationToken cancellationToken)
    {
        // Also when no answer comes, it may be there.
        made.Add((wanted, null));
        var json = await retry.RunAsync(() => PostAsync(wanted, cancellationToken), cancellationToken);
        return json;
    }

    /// <summary>Takes away what was made, the pod first; a claim only where it is sure that this create made it.</summary>
    /// <exception cref="KubernetesException">The remote cluster does not answer; the rest stays.</exception>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        foreach (var (wanted, uid) in Enumerable.Reverse(made))
        {
            var objects = cluster.Of(wanted.Kind, remoteNamespace);
            var there = uid ?? (wanted.Kind == ObjectKinds.Claim ? null : await FindOwnAsync(objects, wanted, cancellationToken));
            if (there is not null)
                _ = await objects.DeleteIfThereAsync(wanted.Name, new DeleteOptions { Uid = there }, cancellationToken);
        }
    }

    private async Task<string?> FindOwnAsync(ResourceClient objects, RemoteObject wanted, CancellationToken cancellationToken) =>
        await objects.FindAsync(wanted.Name, cancellationToken) is { } found && IsOwn(found) ? new ObjectView(found).Uid : null;

    private async Task<JsonObject> PostAsync(RemoteObject wanted, CancellationToken cancellationToken)
    {
        var objects = cluster.Of(wanted.Kind, remoteNamespace);
        try
        {
            return await CreateAsync(objects, wanted, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsAlreadyExists)
        {
            return await TakeOverAsync(objects, wanted, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsNotFound)
        {
            await MakeNamespaceAsync(cancellationToken);
            return await CreateAsync(objects, wanted, cancellationToken);
        }
    }

    private async Task<JsonObject> CreateAsync(ResourceClient objects, RemoteObject wanted, CancellationToken cancellationToken)
    {
        var json = await objects.CreateAsync(wanted.Json, cancellationToken);
        made[^1] = (wanted, new ObjectView(json).Uid);
        return json;
    }

    /// <summary>What an earlier try made is used; a config map or secret gets today's content.</summary>
    private async Task<JsonObject> TakeOverAsync(ResourceClient objects, RemoteObject wanted, CancellationToken cancellationToken)
    {
        var found = await objects.FindAsync(wanted.Name, cancellationToken);
        if (found is null)
            return await CreateAsync(objects, wanted, cancellationToken);
        // Claims belong to no single pod: whoever names one gets the one that is there.
        if (wanted.Kind == ObjectKinds.Claim)
            return found;
        if (!IsOwn(found))
            throw Reject.Refused($"The remote cluster has a {wanted.Kind} {remoteNamespace}/{wanted.Name} that is not of this pod: delete it there.");
        var view = new ObjectView(found);
        if (view.DeletionTimestamp is not null)
            throw new PodRequestException(PodRequestFailure.Unavailable, $"The remote {wanted.Kind} {view.Key} is still being deleted: try again.");
        if (wanted.Kind == ObjectKinds.Pod)
            return found;
        return await ReplaceAsync(objects, wanted, view, cancellationToken);
    }

    private async Task<JsonObject> ReplaceAsync(ResourceClient objects, RemoteObject wanted, ObjectView found, CancellationToken cancellationToken)
    {
        var json = (JsonObject)wanted.Json.DeepClone();
        json["metadata"]!["resourceVersion"] = found.ResourceVersion;
        try
        {
            return await objects.ReplaceAsync(json, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsInvalid)
        {
            // It is immutable.
            _ = await objects.DeleteIfThereAsync(wanted.Name, new DeleteOptions { Uid = found.Uid }, cancellationToken);
            return await CreateAsync(objects, wanted, cancellationToken);
        }
    }

    private async Task MakeNamespaceAsync(CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject
            {
                ["name"] = remoteNamespace,
                ["labels"] = new JsonObject { [SourceMarks.OffloadingLabel] = SourceMarks.Offloading },
            },
        };
        try
        {
            _ = await cluster.Namespaces.CreateAsync(json, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsAlreadyExists)
        {
            // Another pod's create was faster.
        }
    }

    private bool IsOwn(JsonObject found) => new ObjectView(found).Label(SourceMarks.PodUidLabel) == podUid;
}
