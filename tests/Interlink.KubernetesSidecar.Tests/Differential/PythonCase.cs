using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Tests.Configuration;

namespace Interlink.KubernetesSidecar.Tests.Differential;

/// <summary>A pod, what the Python plugin was seen to make of it, and in what this program is meant to differ.</summary>
internal sealed class PythonCase
{
    private static readonly string Folder =
        Path.Combine(Documentation.Root, "tests", "Interlink.KubernetesSidecar.Tests", "Differential", "Cases");

    private readonly JsonObject json;

    private PythonCase(JsonObject json)
    {
        this.json = json;
    }

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    /// <summary>What the pod has, as the documentation's table says it.</summary>
    public string Row => (string)json["row"]!;

    /// <summary>The body of /create.</summary>
    public JsonObject Request => (JsonObject)json["request"]!;

    /// <summary>The objects as the Python plugin sends them; null when it ends with an error and takes all away again.</summary>
    public JsonArray? Python => (JsonArray?)json["python"];

    /// <summary>Where this program differs: a path, and there what each has, null for nothing.</summary>
    public IReadOnlyDictionary<string, (string? Python, string? Ours)> Differences => ((JsonArray)json["differences"]!)
        .ToDictionary(entry => (string)entry!["path"]!, entry => (entry!["python"]?.ToJsonString(), entry["ours"]?.ToJsonString()));

    public static PythonCase Read(string name) => new((JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!);
}
