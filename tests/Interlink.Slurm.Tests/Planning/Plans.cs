using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>Plans pods written as JSON.</summary>
internal static class Plans
{
    public const string Folder = "/jobs/default-u1";
    public const string Podlet = "/jobs/.bin/podlet-1";

    public static SlurmOptions Options { get; } = new()
    {
        Host = new HostOptions(),
        DataRootFolder = "/jobs",
        ImagePrefix = "docker://",
        RuntimeOptions = [],
    };

    public static SlurmOptions Host { get; } = Options with { Runtime = ContainerRuntime.Host, RuntimeCommand = [] };

    /// <summary>A pod with one container; the arguments are the JSON of fields to put into it.</summary>
    public static JsonObject Pod(string container = "{}", string spec = "{}", string metadata = "{}", string volumes = "{}")
    {
        var pod = new JsonObject
        {
            ["metadata"] = Merge(new JsonObject { ["name"] = "p", ["namespace"] = "default", ["uid"] = "u1" }, metadata),
            ["spec"] = Merge(
                new JsonObject
                {
                    ["containers"] = new JsonArray(Merge(
                        new JsonObject { ["name"] = "main", ["image"] = "busybox", ["command"] = new JsonArray("x") }, container)),
                },
                spec),
        };
        return new JsonObject
        {
            ["pod"] = pod,
            ["container"] = new JsonArray(Merge(new JsonObject { ["name"] = "main" }, volumes)),
        };
    }

    public static JsonObject Annotated(string name, string text) => Pod(metadata: new JsonObject
    {
        ["annotations"] = new JsonObject { [name] = text },
    }.ToJsonString());

    public static JsonObject Flags(string text, string container = "{}")
    {
        var request = Pod(container);
        request["pod"]!["metadata"]!["annotations"] = new JsonObject { [PodAnnotations.Flags] = text };
        return request;
    }

    public static JobPlan Plan(
        JsonObject request,
        SlurmOptions? options = null,
        string folder = Folder,
        string podlet = Podlet,
        ClusterTraits? cluster = null) =>
        new PodPlanner(options ?? Options).Plan(
            CreateRequest.Parse(JsonNode.Parse(request.ToJsonString())), folder, podlet, cluster);

    public static string Refusal(JsonObject request, SlurmOptions? options = null, PodRequestFailure failure = PodRequestFailure.Invalid)
    {
        var refusal = Assert.Throws<PodRequestException>(() => Plan(request, options));
        Assert.Equal(failure, refusal.Failure);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        return refusal.Message;
    }

    /// <summary>The <c>#SBATCH</c> lines without their beginning.</summary>
    public static string[] Lines(this JobPlan plan) =>
        [.. plan.BatchScript.Split('\n').Where(line => line.StartsWith("#SBATCH ", StringComparison.Ordinal)).Select(line => line[8..])];

    /// <summary>The lines that describe resources and the like, without name, output and signal.</summary>
    public static string[] OwnLines(this JobPlan plan) =>
        [.. plan.Lines().Where(line => line[2..].Split('=')[0] is not ("job-name" or "output" or "signal"))];

    public static ContainerPlan Container(this JobPlan plan) => plan.Pod.Containers[0];

    public static string? Variable(this ContainerPlan container, string name) =>
        container.Environment.SingleOrDefault(variable => variable.Name == name)?.Value;

    public static string Text(this JobPlan plan, string file) =>
        Encoding.UTF8.GetString(plan.Files.Single(candidate => candidate.RelativePath == file).Content.Span);

    private static JsonObject Merge(JsonObject into, string json)
    {
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            into[name] = value?.DeepClone();
        return into;
    }
}
