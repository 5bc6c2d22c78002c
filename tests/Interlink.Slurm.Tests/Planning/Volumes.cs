using System.Text.Json.Nodes;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>Pods whose only container mounts the volume <c>v</c> at <c>/m</c>.</summary>
internal static class Volumes
{
    public const string Map = """{"configMaps":[{"metadata":{"name":"cm"},"data":{"a":"1","b":"2"},"binaryData":{"bin":"AAH/"}}]}""";

    public static JobPlan PlanMounted(string volume, string mount = "{}", string volumes = "{}") =>
        Plans.Plan(Mounted(volume, mount, volumes));

    public static JsonObject Mounted(string volume, string mount = "{}", string volumes = "{}")
    {
        var request = Plans.Pod(
            """{"env":[{"name":"SUB","value":"x/y"},{"name":"UP","value":"../up"}],"volumeMounts":[{"name":"v","mountPath":"/m"}]}""",
            $$$"""{"volumes":[{"name":"v",{{{volume}}}}]}""",
            volumes: volumes);
        var target = request["pod"]!["spec"]!["containers"]![0]!["volumeMounts"]![0]!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(mount)!.AsObject())
            target[name] = value!.DeepClone();
        return request;
    }

    public static string[] Listing(JobPlan plan) =>
    [
        .. plan.Folders.Select(folder => $"{folder.RelativePath}/ {Convert.ToString((int)folder.Mode, 8)}"),
        .. plan.Files.Select(file => $"{file.RelativePath} {Convert.ToString((int)file.Mode, 8)}"),
    ];
}
