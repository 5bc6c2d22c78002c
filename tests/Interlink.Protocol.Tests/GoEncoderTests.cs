using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Tests;

public sealed class GoEncoderTests
{
    [Fact]
    public void Whatever_a_Go_encoder_emits_is_read_and_passed_on_unchanged() => Prop.ForAll<int>(seed =>
    {
        JsonObject original = new GoEncoder(seed).Pod(out List<string> containers, out Dictionary<string, string> annotations);

        // Like Go's, the default encoder escapes <, > and & as \u003c, \u003e and \u0026; the other one writes them as they are.
        JavaScriptEncoder encoder = seed % 2 == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        string text = original.ToJsonString(new JsonSerializerOptions { Encoder = encoder, WriteIndented = seed % 3 == 0 });
        PodView pod = Assert.Single(PodList.Parse(Encoding.UTF8.GetBytes($"[{text}]")));

        Assert.Equal(("pod", "ns", "u"), (pod.Name, pod.Namespace, pod.Uid));
        Assert.Equal(annotations, pod.Annotations.ToDictionary());
        Assert.Equal(containers, pod.Containers.Select(container => container.Name));
        Assert.Empty(pod.Volumes);
        Assert.Empty(pod.InitContainers);
        Assert.All(pod.Containers, container =>
        {
            Assert.Equal(2, container.Args.Count);
            Assert.Empty(container.Command);
            Assert.Equal("V", Assert.Single(container.Env).Name);
            Assert.Equal((1, 1L << 30), (container.Limits["cpu"].Value, container.Limits["memory"].Value));
        });
        Assert.True(JsonNode.DeepEquals(original, JsonNode.Parse(pod.Json.ToJsonString())));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Broken_documents_never_fail_but_with_a_format_exception() => Prop.ForAll<int>(seed =>
    {
        string pod = new GoEncoder(seed).Pod(out _, out _).ToJsonString();
        byte[] json = Encoding.UTF8.GetBytes($$"""{"pod":{{pod}},"container":[{"name":"c","secrets":null}]}""");
        var random = new Random(seed);
        for (int i = random.Next(3); i >= 0; i--)
        {
            json[random.Next(json.Length)] = (byte)random.Next(256);
        }

        try
        {
            CreateRequest request = CreateRequest.Parse(json);
            _ = (request.Pod.Name, request.Pod.Annotations,
                request.Pod.Containers.Select(container => (container.Name, container.Limits)).ToList());
        }
        catch (PodFormatException e)
        {
            Assert.EndsWith(".", e.Message);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
