using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Tests;

/// <summary>Objects to try things with.</summary>
internal static class Sample
{
    public static JsonObject Pod(string name, string? app = null, string space = "default") => Parse($$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}","namespace":"{{space}}","labels":{"app":"{{app ?? name}}"} },
         "spec":{"containers":[{"name":"main","image":"busybox:1.36","command":["sleep","1"]}]} }
        """);

    public static JsonObject ConfigMap(string name, string key = "key", string value = "value") => Parse($$"""
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"},"data":{"{{key}}":"{{value}}"} }
        """);

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
