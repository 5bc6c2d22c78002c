using System.Text.Json.Nodes;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>One pod in an answer to <c>/status</c>, read without the product's own code.</summary>
internal sealed class PodAnswer(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string? JobId => (string?)Json["JID"];

    public IReadOnlyList<JsonObject> Containers => List("containers");

    public IReadOnlyList<JsonObject> InitContainers => List("initContainers");

    public bool AllRun => Containers.All(container => State(container) == "running");

    public bool AllEnded => Containers.All(container => State(container) == "terminated");

    public bool AllWait => Containers.All(container => State(container) == "waiting");

    public bool AllUnknown => Containers.All(container => container["state"] is JsonObject { Count: 0 });

    public JsonObject Container(string name = "main") =>
        Containers.Concat(InitContainers).SingleOrDefault(container => (string?)container["name"] == name)
        ?? throw new InvalidOperationException($"No container {name} in {this}");

    /// <summary>waiting, running, terminated, or nothing.</summary>
    public string State(string name = "main") => State(Container(name));

    public int? ExitCode(string name = "main") => (int?)Container(name)["state"]?["terminated"]?["exitCode"];

    public string? Reason(string name = "main") => (string?)Detail(name)?["reason"];

    public string? Message(string name = "main") => (string?)Detail(name)?["message"];

    public int Restarts(string name = "main") => (int?)Container(name)["restartCount"] ?? 0;

    public override string ToString() => Json.ToJsonString();

    private JsonNode? Detail(string name) => ((JsonObject)Container(name)["state"]!).FirstOrDefault(entry => entry.Value is not null).Value;

    private static string State(JsonObject container) =>
        container["state"] is JsonObject state ? state.FirstOrDefault(entry => entry.Value is not null).Key ?? "" : "";

    private List<JsonObject> List(string name) => [.. (Json[name] as JsonArray ?? []).Select(entry => (JsonObject)entry!)];
}
