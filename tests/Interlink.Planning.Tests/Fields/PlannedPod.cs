using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting;
using Interlink.Hosting.Pods;
using Interlink.Podlet.Manifests;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;

namespace Interlink.Planning.Tests.Fields;

/// <summary>What a planner makes of a pod.</summary>
/// <param name="Text">All that runs it; null when it is refused.</param>
/// <param name="Warnings">What is told.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
internal sealed record PlannedPod(string? Text, IReadOnlyList<string> Warnings, string? Refusal)
{
    private const string Folder = "/jobs/default-u1";

    private static readonly JsonObject Words = Object("""{"metadata": {"name": "words"}, "data": {"greeting": "hello"}}""");

    private static readonly JsonObject[] Secrets =
    [
        Object("""{"metadata": {"name": "hidden"}, "stringData": {"word": "secret"}}"""),
        Object("""{"metadata": {"name": "login"}, "stringData": {".dockerconfigjson": "{\"auths\": {\"r.io\": {\"auth\": \"dTpw\"}}}"}}"""),
    ];

    public static PlannedPod Of(JsonObject pod, string planner, string runtime)
    {
        try
        {
            return planner == "slurm" ? OfSlurm(pod, runtime) : OfPodlet(pod, runtime);
        }
        catch (Exception no) when (no is PodRequestException or PlanningException)
        {
            return new PlannedPod(null, [], no.Message);
        }
    }

    private static PlannedPod OfSlurm(JsonObject pod, string runtime)
    {
        ContainerRuntime kind = LocalRuntime.Find(runtime).Kind;
        SlurmOptions options = new()
        {
            Host = new HostOptions(),
            DataRootFolder = "/jobs",
            ImagePrefix = "docker://",
            Runtime = kind,
            RuntimeCommand = kind == ContainerRuntime.Host ? [] : [runtime],
            RuntimeOptions = kind == ContainerRuntime.Singularity ? ["--nv", "--no-eval", "--containall"] : [],
        };
        JsonObject request = new()
        {
            ["pod"] = pod.DeepClone(),
            ["container"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["configMaps"] = new JsonArray(Words.DeepClone()),
                ["secrets"] = new JsonArray([.. Secrets.Select(secret => secret.DeepClone())]),
            }),
        };
        JobPlan plan = new PodPlanner(options).Plan(CreateRequest.Parse(request), Folder, "/jobs/.bin/podlet");
        return new PlannedPod(TextOf(plan.Pod, plan.Files, plan.HostPaths) + plan.BatchScript + plan.Prefix, plan.Warnings, null);
    }

    private static PlannedPod OfPodlet(JsonObject pod, string runtime)
    {
        Manifest manifest = new(
            new PodView(pod.DeepClone().AsObject()), [new ConfigMapView(Words)], [.. Secrets.Select(secret => new SecretView(secret))], []);
        ManifestPlan plan = new ManifestPlanner(Folder, LocalRuntime.Find(runtime), 1L << 30, 1000).Plan(manifest);
        return new PlannedPod(TextOf(plan.Pod, plan.Content.Files, plan.HostPaths), plan.Warnings, null);
    }

    private static string TextOf(PodPlan plan, IReadOnlyList<PlannedFile> files, IReadOnlyList<HostPathCheck> hostPaths)
    {
        StringBuilder text = new(Encoding.UTF8.GetString(PlanJson.Write(plan)));
        foreach (PlannedFile file in files)
            text.Append($"\n{file.RelativePath} {(int)file.Mode} {Convert.ToBase64String(file.Content.Span)}");
        foreach (HostPathCheck path in hostPaths)
            text.Append($"\n{path.Path} {path.Type}");
        return text.Append('\n').ToString();
    }

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
