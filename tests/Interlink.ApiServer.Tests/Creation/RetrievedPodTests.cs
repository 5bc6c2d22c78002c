using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Creation;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Tests.Creation;

public sealed class RetrievedPodTests
{
    private static readonly string[] Kinds = ["configMaps", "secrets", "projectedvolumemaps"];

    // These were recorded with containers that hold what no volume of theirs names.
    public static TheoryData<string> Creates() => [.. Recorded.Creates()];

    [Theory]
    [MemberData(nameof(Creates))]
    public void A_sidecar_gets_what_the_Go_program_would_have_sent(string name)
    {
        JsonObject sent;
        try
        {
            sent = JsonNode.Parse(Recorded.Create(name))!.AsObject();
        }
        catch (System.Text.Json.JsonException)
        {
            return;
        }

        if (sent["pod"] is not JsonObject || sent["container"] is not JsonArray)
        {
            return;
        }

        var question = new JsonObject
        {
            ["pod"] = sent["pod"]!.DeepClone(),
            ["configmaps"] = All(sent, Kinds[0]),
            ["secrets"] = All(sent, Kinds[1]),
            ["projectedvolumesmaps"] = All(sent, Kinds[2]),
            ["jobscriptURL"] = "",
        };
        var pod = new RetrievedPod(PodCreateRequest.Parse(Encoding.UTF8.GetBytes(question.ToJsonString())));
        var made = JsonNode.Parse(pod.ToJson(BuildConfig.Empty(), (string?)sent["jobScript"]).Span)!.AsObject();
        Assert.True(JsonNode.DeepEquals(sent["pod"], made["pod"]));
        Assert.True(sent["jobConfig"] is null || JsonNode.DeepEquals(sent["jobConfig"], made["jobConfig"]), $"{made["jobConfig"]}");
        Assert.Equal(Names(Containers(sent["pod"]!)), Names(made["container"]!.AsArray()));
        foreach (var (theirs, ours) in sent["container"]!.AsArray().Zip(made["container"]!.AsArray()))
        {
            foreach (var kind in Kinds)
            {
                Assert.Equal(Of(theirs!, kind), Of(ours!, kind));
            }
        }
    }

    [Fact]
    public async Task Fields_of_later_Kubernetes_versions_and_large_numbers_survive()
    {
        await using var scene = await Scene.StartAsync();
        var uid = TestPod.NewUid();
        var body = $$$"""
            {"POD":{"metadata":{"name":"p","namespace":"n","uid":"{{{uid}}}"},"kind":"Pod","later":{"number":12345678901234567890.10,"text":"<&>\u2028é"},
             "spec":{"volumes":[{"name":"c","configMap":{"name":"cm"}},{"name":"s","secret":{"secretName":"se"}},{"name":"p","projected":{}}],
              "initContainers":[{"name":"first","volumeMounts":[{"name":"s","mountPath":"/s"}]}],
              "containers":[{"name":"main","volumeMounts":[{"name":"c","mountPath":"/c"},{"name":"p","mountPath":"/p"}]},{"name":"other"}]}},
             "ConfigMaps":[{"metadata":{"name":"not mounted"}},{"metadata":{"name":"cm","later":1},"data":{"a":"b"}}],
             "secrets":[{"metadata":{"name":"se"},"data":{"k":"c2VjcmV0"},"type":"Opaque"}],
             "projectedvolumesmaps":[{"metadata":{"name":"p"},"data":{"token":"t"}}]}
            """;
        var (status, _) = await scene.AskAsync("POST", "/create", body);
        Assert.Equal(HttpStatusCode.OK, status);
        var got = scene.Backend.To("/create").Single();
        Assert.Contains("12345678901234567890.10", got.Body);
        Assert.Equal("<&>\u2028é", (string?)got.Json!["pod"]!["later"]!["text"]);
        var containers = got.Json["container"]!.AsArray();
        Assert.Equal(["first", "main", "other"], Names(containers));
        Assert.Equal("c2VjcmV0", (string?)containers[0]!["secrets"]![0]!["data"]!["k"]);
        Assert.Equal(1, (int?)containers[1]!["configMaps"]!.AsArray().Single()!["metadata"]!["later"]);
        Assert.Equal("t", (string?)containers[1]!["projectedvolumemaps"]![0]!["data"]!["token"]);
        Assert.Null(containers[2]!["configMaps"]);
        Assert.DoesNotContain("c2VjcmV0", scene.Server.Log);
    }

    private static JsonArray All(JsonObject sent, string kind)
    {
        var all = new JsonArray();
        foreach (var map in sent["container"]!.AsArray().SelectMany(container => (container![kind] as JsonArray ?? []).ToArray()))
        {
            if (!all.Any(other => JsonNode.DeepEquals(other, map)))
            {
                all.Add(map!.DeepClone());
            }
        }

        return all;
    }

    private static IEnumerable<JsonNode?> Containers(JsonNode pod) =>
        (pod["spec"]?["initContainers"] as JsonArray ?? []).Concat(pod["spec"]?["containers"] as JsonArray ?? []);

    private static IEnumerable<string?> Names(IEnumerable<JsonNode?> containers) => containers.Select(container => (string?)container!["name"]);

    private static IEnumerable<string> Of(JsonNode container, string kind) =>
        (container[kind] as JsonArray ?? []).Select(map => map!.ToJsonString()).Order();
}
