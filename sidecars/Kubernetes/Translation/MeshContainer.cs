using System.Text;
using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.Planning.Scripts;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>The container that sets up a pod's mesh, made from the mesh script in the pod's pre-exec annotation.</summary>
internal static class MeshContainer
{
    /// <summary>The container's name.</summary>
    public const string Name = "mesh-setup";

    private const string DefaultImage = "alpine:latest";
    private const string Scratch = "interlink-scratch";
    private const string ScratchPath = "/tmp/interlink";
    private static readonly string SetUp = Read("mesh-setup.sh");

    /// <summary>Adds it to <paramref name="spec"/> where the annotation holds a mesh script.</summary>
    /// <exception cref="Planning.PlanningException">The script has no end.</exception>
    public static void Add(JsonObject spec, PodView pod, MeshOptions options)
    {
        var preExec = pod.Annotations.GetValueOrDefault(MeshHeredoc.Annotation, "").ReplaceLineEndings("\n");
        if (MeshHeredoc.Split(preExec).Script is not { } script)
            return;
        if (pod.InitContainers.Concat(pod.Containers).Any(container => container.Name == Name) || pod.Volumes.Any(volume => volume.Name == Scratch))
            throw Reject.Invalid($"The pod has a container {Name} or a volume {Scratch}, names that its mesh needs: choose others.");
        List(spec, "volumes").Add((JsonNode)new JsonObject { ["name"] = Scratch, ["emptyDir"] = new JsonObject() });
        List(spec, options.InitContainer ? "initContainers" : "containers").Add((JsonNode)Container(script, options));
    }

    private static JsonObject Container(string script, MeshOptions options)
    {
        var container = new JsonObject
        {
            ["name"] = Name,
            ["image"] = options.Image ?? DefaultImage,
            ["command"] = new JsonArray("/bin/sh", "-c"),
            ["args"] = new JsonArray(
                SetUp,
                Name,
                Convert.ToBase64String(Encoding.UTF8.GetBytes(script)),
                options.Image is null ? "install" : "ready",
                options.SlurmSetupScript ? "slurm" : "plain"),
            ["env"] = new JsonArray(new JsonObject { ["name"] = "TMPDIR", ["value"] = ScratchPath }),
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = Scratch, ["mountPath"] = ScratchPath }),
            ["securityContext"] = new JsonObject
            {
                ["privileged"] = true,
                ["capabilities"] = new JsonObject { ["add"] = new JsonArray("SYS_ADMIN", "NET_ADMIN", "SYS_CHROOT") },
            },
        };
        if (options.InitContainer)
            container["restartPolicy"] = "Always";
        if (options.StartupProbe)
        {
            container["startupProbe"] = new JsonObject
            {
                ["exec"] = new JsonObject { ["command"] = new JsonArray("test", "-f", $"{ScratchPath}/mesh-ready") },
                ["periodSeconds"] = 2,
                ["failureThreshold"] = 60,
            };
        }
        return container;
    }

    private static JsonArray List(JsonObject spec, string field)
    {
        if (spec[field] is JsonArray found)
            return found;
        var made = new JsonArray();
        spec[field] = made;
        return made;
    }

    private static string Read(string resource)
    {
        using var stream = typeof(MeshContainer).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
