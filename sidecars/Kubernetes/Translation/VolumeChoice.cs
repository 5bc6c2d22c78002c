using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>
/// Decides which volumes a pod keeps: config maps, secrets, empty folders, fields of the pod, the claims it names, and projected files.
/// Others are of the local cluster's nodes and go, their mounts with them.
/// </summary>
internal sealed class VolumeChoice(PodView pod, BroughtObjects brought)
{
    private readonly IReadOnlySet<string> claims = ClaimNames.Of(pod);
    private readonly List<string> warnings = [];

    /// <summary>What was left out, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Changes <paramref name="spec"/>, a copy of the pod's, in place. Names stay the local ones.</summary>
    public void Apply(JsonObject spec)
    {
        var kept = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var volume in pod.Volumes)
        {
            if (Keep(volume) is not { } json)
                continue;
            kept.Add((JsonNode)json);
            names.Add(volume.Name);
        }
        if (kept.Count > 0)
            spec["volumes"] = kept;
        else
            spec.Remove("volumes");
        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in (spec[list] as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                Filter(container, "volumeMounts", names);
                Filter(container, "volumeDevices", names);
            }
        }
    }

    private JsonObject? Keep(VolumeView volume)
    {
        switch (volume.Kind)
        {
            case VolumeKind.EmptyDir or VolumeKind.DownwardApi:
            case VolumeKind.ConfigMap when brought.HasConfigMap(volume.SourceName) || IsMounted(volume):
            case VolumeKind.Secret when brought.SecretNames.Contains(volume.SourceName) || IsMounted(volume):
            case VolumeKind.PersistentVolumeClaim when claims.Contains(volume.SourceName):
                return (JsonObject)volume.Json.DeepClone();
            case VolumeKind.ConfigMap or VolumeKind.Secret:
                // Nobody mounts it, so nobody sent it; the remote kubelet would wait for it all the same.
                return null;
            case VolumeKind.Projected:
                return Project(volume);
            case VolumeKind.PersistentVolumeClaim:
                warnings.Add($"The volume {volume.Name} is left out: the pod's annotation {Naming.SourceMarks.RemoteClaims} does not name the claim {volume.SourceName}.");
                return null;
            default:
                warnings.Add($"The volume {volume.Name} is left out: a volume of the kind {volume.KindName} is of the local cluster's nodes.");
                return null;
        }
    }

    private JsonObject Project(VolumeView volume)
    {
        if (brought.FilesOf(volume.Name) is { } files)
            return ProjectedFiles.Volume(volume.Json, volume.Name, files);
        var json = (JsonObject)volume.Json.DeepClone();
        var sources = (json["projected"] as JsonObject)?["sources"] as JsonArray ?? [];
        foreach (var source in sources.OfType<JsonObject>().ToList())
        {
            foreach (var local in source.Select(pair => pair.Key).Where(kind => kind is not ("configMap" or "secret" or "downwardAPI")).ToList())
            {
                source.Remove(local);
                warnings.Add($"The volume {volume.Name} has no files of its source {local}: the request does not bring them.");
            }
            if (source.Count == 0)
                sources.Remove(source);
        }
        return json;
    }

    private bool IsMounted(VolumeView volume) =>
        pod.InitContainers.Concat(pod.Containers).Any(container => container.VolumeMounts.Any(mount => mount.Name == volume.Name));

    private static void Filter(JsonObject container, string list, HashSet<string> volumes)
    {
        if (container[list] is not JsonArray entries)
            return;
        foreach (var entry in entries.ToList())
        {
            if (new FieldReader(entry as JsonObject, list).Text("name") is not { } name || !volumes.Contains(name))
                entries.Remove(entry);
        }
        if (entries.Count == 0)
            container.Remove(list);
    }
}
