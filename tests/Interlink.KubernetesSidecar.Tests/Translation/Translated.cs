using System.Text;
using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Tests.Scenes;
using Interlink.KubernetesSidecar.Translation;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Tests.Translation;

/// <summary>Pods as they would be made.</summary>
internal static class Translated
{
    public static SidecarOptions Options { get; } = new() { StateFolder = "/state", Names = new RemoteNames("offloading", new HashSet<string>()) };

    public static RemoteSet Set(string spec = "{}", string metadata = "{}", string volumes = "{}", SidecarOptions? options = null)
    {
        var request = LocalPod.Create(LocalPod.Pod(spec, metadata), volumes);
        return new PodTranslator(options ?? Options, "me").Translate(CreateRequest.Parse(Encoding.UTF8.GetBytes(request.ToJsonString())));
    }

    public static JsonObject Spec(string spec = "{}", string metadata = "{}", string volumes = "{}", SidecarOptions? options = null) =>
        (JsonObject)Set(spec, metadata, volumes, options).Pod.Json["spec"]!;

    public static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, but it is {actual?.ToJsonString()}");
}
