using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>Requests as the virtual kubelet sends them.</summary>
internal static class LocalPod
{
    public const string Uid = "a00003e9-1111-4222-8333-0000000003e9";
    public const string RemoteName = "web-a00003e9-1111-4222-8333-0000000003e9";
    /// <summary>What its first container may bring: a config map and a secret.</summary>
    public const string Sources = $$"""{{{TwoSources}}}""";

    /// <summary>The same and a claim that goes with the pod, if its metadata has <see cref="NamesClaim"/>.</summary>
    public const string SourcesAndClaim = $$$$"""
        {{{{{TwoSources}}}}, "persistentVolumeClaims": [
          {"metadata": {"name": "scratch", "namespace": "shop", "annotations": {"interlink.io/pvc-retention-policy": "delete"}},
           "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}} }}]}
        """;

    public const string NamesClaim = """{"annotations": {"interlink.io/remote-pvc": "scratch"}}""";

    private const string TwoSources = """
        "configMaps": [{"metadata": {"name": "settings", "namespace": "shop"}, "data": {"a": "1"}}],
        "secrets": [{"metadata": {"name": "key", "namespace": "shop"}, "data": {"k": "cw=="}}]
        """;

    public const string RemoteNamespace = "offloading-shop";

    /// <summary>A pod; <paramref name="spec"/> replaces fields of its spec, <paramref name="metadata"/> of its metadata.</summary>
    public static JsonObject Pod(string spec = "{}", string metadata = "{}")
    {
        var pod = (JsonObject)JsonNode.Parse($$$"""
            {"metadata": {"name": "web", "namespace": "shop", "uid": "{{{Uid}}}", "creationTimestamp": null},
             "spec": {"containers": [{"name": "main", "image": "busybox"}]}, "status": {}}
            """)!;
        Merge((JsonObject)pod["spec"]!, spec);
        Merge((JsonObject)pod["metadata"]!, metadata);
        return pod;
    }

    /// <summary>A create request; <paramref name="volumes"/> is what its first container brings.</summary>
    public static JsonObject Create(JsonObject? pod = null, string volumes = "{}")
    {
        var container = (JsonObject)JsonNode.Parse("""{"name": "main", "configMaps": null, "projectedvolumemaps": null, "secrets": null}""")!;
        Merge(container, volumes);
        return new JsonObject { ["pod"] = pod ?? Pod(), ["container"] = new JsonArray(container), ["jobConfig"] = new JsonObject() };
    }

    /// <summary>The question for a log; <paramref name="options"/> replaces fields of its options.</summary>
    public static JsonObject Log(string options = "{}", string container = "main", string uid = Uid)
    {
        var json = (JsonObject)JsonNode.Parse($$$"""
            {"Namespace": "shop", "PodUID": "{{{uid}}}", "PodName": "web", "ContainerName": "{{{container}}}",
             "Opts": {"Tail": 0, "Bytes": 0, "Timestamps": false, "Follow": false, "Previous": false, "SinceSeconds": 0,
                      "SinceTime": "0001-01-01T00:00:00Z"}}
            """)!;
        Merge((JsonObject)json["Opts"]!, options);
        return json;
    }

    private static void Merge(JsonObject into, string fields)
    {
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(fields)!)
            into[name] = value?.DeepClone();
    }
}
