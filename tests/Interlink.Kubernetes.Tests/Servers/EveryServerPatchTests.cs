using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>JSON patches (RFC 6902), on the server in this process and on a real one.</summary>
[Collection(nameof(ServerBed))]
public sealed class EveryServerPatchTests(ServerBed bed)
{
    private readonly string _space = "t" + Guid.NewGuid().ToString("N")[..12];

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Each_operation_does_what_it_says_in_the_order_they_are_given(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient maps = client.Resource(ResourceTypes.ConfigMaps, _space);
        await maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        JsonObject changed = await PatchAsync(maps, """
            [{"op":"test","path":"/data/key","value":"value"},
             {"op":"add","path":"/data/added","value":"1"},
             {"op":"replace","path":"/data/key","value":"2"},
             {"op":"copy","from":"/data/key","path":"/data/copied"},
             {"op":"move","from":"/data/added","path":"/data/moved"},
             {"op":"remove","path":"/data/key"},
             {"op":"add","path":"/metadata/labels","value":{"example.org/team":"x"}},
             {"op":"replace","path":"/metadata/labels/example.org~1team","value":"y"}]
            """);

        Assert.True(JsonNode.DeepEquals(Sample.Parse("""{"copied":"2","moved":"1"}"""), changed["data"]));
        Assert.Equal("y", (string?)changed["metadata"]!["labels"]!["example.org/team"]);
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Entries_of_lists_are_put_where_the_index_says(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient maps = client.Resource(ResourceTypes.ConfigMaps, _space);
        JsonObject map = Sample.ConfigMap("a");
        map["metadata"]!["finalizers"] = new JsonArray("example.org/b", "example.org/gone");
        await maps.CreateAsync(map, CancellationToken.None);
        JsonObject changed = await PatchAsync(maps, """
            [{"op":"remove","path":"/metadata/finalizers/1"},
             {"op":"add","path":"/metadata/finalizers/-","value":"example.org/c"},
             {"op":"add","path":"/metadata/finalizers/0","value":"example.org/a"}]
            """);

        Assert.Equal("""["example.org/a","example.org/b","example.org/c"]""", changed["metadata"]!["finalizers"]!.ToJsonString());
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task A_patch_of_which_a_part_cannot_be_done_changes_nothing(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient maps = client.Resource(ResourceTypes.ConfigMaps, _space);
        await maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        foreach (string last in (string[])
            [
                """{"op":"test","path":"/data/key","value":"other"}""",
                """{"op":"test","path":"/data/absent","value":"other"}""",
                """{"op":"remove","path":"/data/absent"}""",
                """{"op":"add","path":"/nowhere/at/all","value":"1"}""",
            ])
        {
            KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
                () => PatchAsync(maps, $$"""[{"op":"add","path":"/data/more","value":"1"},{{last}}]"""));
            Assert.True(failure is { IsInvalid: true, Code: 422, Reason: "Invalid" }, failure.Message);
        }

        Assert.Equal("""{"key":"value"}""", (await maps.GetAsync("a", CancellationToken.None))["data"]!.ToJsonString());
    }

    private static Task<JsonObject> PatchAsync(ResourceClient maps, string operations) =>
        maps.PatchAsync("a", Patch.Json((JsonArray)JsonNode.Parse(operations)!), CancellationToken.None);
}
