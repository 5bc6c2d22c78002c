using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.Planning;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>Turns a pod of the local cluster into objects of the remote one; reads and writes nothing.</summary>
/// <param name="options">The configuration.</param>
/// <param name="instance">The sidecar's name among others; empty for none.</param>
internal sealed class PodTranslator(SidecarOptions options, string instance)
{
    /// <exception cref="PodRequestException">The pod breaks a rule.</exception>
    public RemoteSet Translate(CreateRequest request)
    {
        try
        {
            return Make(request);
        }
        catch (PlanningException no)
        {
            throw no.IsUnsupported ? Reject.Refused(no.Message) : Reject.Invalid(no.Message);
        }
    }

    private RemoteSet Make(CreateRequest request)
    {
        var pod = request.Pod;
        PodIdentity.Check(pod);
        if (!char.IsAsciiLetterOrDigit(pod.Uid[^1]))
            throw Reject.Invalid($"The pod UID {pod.Uid} must end with a letter or digit: it becomes a label in the remote cluster.");
        var brought = new BroughtObjects(request);
        var remoteNamespace = options.Names.Namespace(pod.Namespace);
        var marks = new Marks(instance, remoteNamespace, pod.Namespace, pod.Uid);
        var changes = new FieldChanges(options, pod.Uid, brought.SecretNames);
        var volumes = new VolumeChoice(pod, brought);
        var sources = Sources(pod, brought, marks, changes).ToList();
        var json = (JsonObject)pod.Json.DeepClone();
        json["apiVersion"] = "v1";
        json["kind"] = "Pod";
        if (json["spec"] is not JsonObject spec)
            throw Reject.Invalid("The pod has no spec.");
        volumes.Apply(spec);
        var name = RemoteNames.Object(pod.Name, pod.Uid);
        marks.Set(json, pod.Name, name);
        changes.Apply(json, ObjectKinds.Pod);
        json["metadata"]!["annotations"]![SourceMarks.Containers] =
            string.Join(',', pod.InitContainers.Concat(pod.Containers).Select(container => container.Name));
        MeshContainer.Add(spec, pod, options.Mesh);
        return new RemoteSet(remoteNamespace, sources, new RemoteObject(ObjectKinds.Pod, name, json), volumes.Warnings);
    }

    private static IEnumerable<RemoteObject> Sources(PodView pod, BroughtObjects brought, Marks marks, FieldChanges changes)
    {
        foreach (var map in brought.ConfigMaps)
            yield return Source(ObjectKinds.ConfigMap, "ConfigMap", (JsonObject)map.Json.DeepClone(), map.Name);
        foreach (var secret in brought.Secrets)
            yield return Source(ObjectKinds.Secret, "Secret", (JsonObject)secret.Json.DeepClone(), secret.Name);
        foreach (var volume in pod.Volumes.Where(volume => volume.Kind == VolumeKind.Projected))
        {
            if (brought.FilesOf(volume.Name) is { } files)
                yield return Source(ObjectKinds.Secret, "Secret", ProjectedFiles.Secret(files), ProjectedFiles.SecretName(volume.Name));
        }
        var claims = ClaimNames.Of(pod);
        foreach (var (name, claim) in brought.Claims.Where(claim => claims.Contains(claim.Key)))
        {
            // A claim is shared by the pods that name it, so its name is not one pod's.
            yield return Source(ObjectKinds.Claim, "PersistentVolumeClaim", (JsonObject)claim.DeepClone(), name, name);
        }

        RemoteObject Source(ObjectKinds kind, string kindName, JsonObject json, string name, string? remote = null)
        {
            remote ??= RemoteNames.Object(name, pod.Uid);
            json["apiVersion"] = "v1";
            json["kind"] = kindName;
            marks.Set(json, name, remote);
            changes.Apply(json, kind);
            return new RemoteObject(kind, remote, json);
        }
    }
}
