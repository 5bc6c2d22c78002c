using System.Text.Json.Nodes;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>Pods as a virtual kubelet sends them.</summary>
internal static class TestPod
{
    public const string Running = """{"running":{"startedAt":"2026-01-02T03:04:05Z"}}""";
    public const string Ended = """{"terminated":{"exitCode":0,"reason":"Completed"}}""";
    public const string Failed = """{"terminated":{"exitCode":3,"reason":"Error"}}""";

    public static string NewUid() => Guid.NewGuid().ToString();

    public static string Of(string uid, string? node = null, string? annotations = null, string policy = "Never", string phase = "Running") => $$$"""
        {"metadata":{"name":"pod-{{{uid[..4]}}}","namespace":"default","uid":"{{{uid}}}","creationTimestamp":null,
         "annotations":{{{annotations ?? "null"}}}},
         "spec":{"nodeName":"{{{node}}}","restartPolicy":"{{{policy}}}","containers":[{"name":"main","image":"busybox","resources":{} }]},
         "status":{"phase":"{{{phase}}}"}}
        """;

    public static string Create(string uid, string? node = null, string? annotations = null, string? jobScriptUrl = null) => $$"""
        {"pod":{{Of(uid, node, annotations)}},"configmaps":null,"secrets":null,"projectedvolumesmaps":null,"jobscriptURL":"{{jobScriptUrl}}"}
        """;

    public static string Logs(string uid, string options = "{}", string container = "main") => $$"""
        {"Namespace":"default","PodUID":"{{uid}}","PodName":"pod","ContainerName":"{{container}}","Opts":{{options}}}
        """;

    public static string List(params IEnumerable<string> pods) => $"[{string.Join(',', pods)}]";

    public static string? UidOf(JsonNode? state) => (string?)state!["UID"];

    public static string KindOf(JsonNode? state) =>
        state!["containers"]![0]!["state"]!.AsObject().Select(member => member.Key).FirstOrDefault() ?? "";
}
