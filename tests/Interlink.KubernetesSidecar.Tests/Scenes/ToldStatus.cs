using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>Reads an answer of /status.</summary>
internal static class ToldStatus
{
    /// <summary>The state of the first container; empty for a pod that is not known.</summary>
    public static JsonObject State(JsonObject status) => (JsonObject)((JsonArray)status["containers"]!)[0]!["state"]!;

    public static bool IsRunning(JsonObject status) => State(status)["running"] is not null;

    public static bool IsUnknown(JsonObject status) => State(status).Count == 0;

    public static bool HasEnded(JsonObject status, int exitCode) => (int?)State(status)["terminated"]?["exitCode"] == exitCode;
}
