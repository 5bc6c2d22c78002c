using System.Text.Json.Nodes;
using Interlink.Kubernetes.Informers;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>What the client relies on: it holds for the server in this process and for a real one. Each test has a namespace of its own.</summary>
[Collection(nameof(ServerBed))]
public sealed class EveryServerTests(ServerBed bed)
{
    private readonly string _space = "t" + Guid.NewGuid().ToString("N")[..12];

    [Theory]
    [OnFake]
    [OnReal]
    public async Task A_stale_object_is_a_conflict_and_a_second_of_one_name_is_there_already(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        ResourceClient maps = Maps(client);
        JsonObject created = await maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        JsonObject read = await maps.GetAsync("a", CancellationToken.None);
        read["data"]!["key"] = "new";
        await maps.ReplaceAsync(read, CancellationToken.None);

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => maps.ReplaceAsync(created, CancellationToken.None))).IsConflict);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None))).IsAlreadyExists);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => maps.GetAsync("b", CancellationToken.None))).IsNotFound);
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task What_breaks_a_rule_is_invalid_and_told_in_the_servers_words(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Maps(client).CreateAsync(Sample.ConfigMap("Not_A_Name"), CancellationToken.None));

        Assert.True(failure.IsInvalid);
        Assert.Contains("Not_A_Name", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Merge_and_strategic_patches_change_what_they_name(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        await Maps(client).CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        JsonObject changed = await Maps(client).PatchAsync(
            "a", Patch.Merge(Sample.Parse("""{"data":{"key":null,"other":"1"}}""")), CancellationToken.None);
        Assert.Equal("""{"other":"1"}""", changed["data"]!.ToJsonString());
        JsonObject pod = Sample.Pod("a", space: _space);
        pod["spec"]!["containers"]!.AsArray().Add(Sample.Parse("""{"name":"side","image":"side:1"}"""));
        ResourceClient pods = client.Resource(ResourceTypes.Pods, _space);
        await pods.CreateAsync(pod, CancellationToken.None);
        JsonObject patched = await pods.PatchAsync(
            "a", Patch.Strategic(Sample.Parse("""{"spec":{"containers":[{"name":"side","image":"side:2"}]}}""")), CancellationToken.None);

        Assert.Equal(["busybox:1.36", "side:2"], patched["spec"]!["containers"]!.AsArray().Select(entry => (string?)entry!["image"]));
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Applied_fields_belong_to_their_manager(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        ResourceClient maps = Maps(client);
        await maps.PatchAsync("a", Patch.Apply(Sample.ConfigMap("a")), null, new WriteOptions { FieldManager = "one" }, CancellationToken.None);
        JsonObject other = Sample.ConfigMap("a", value: "another");

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(
            () => maps.PatchAsync("a", Patch.Apply(other), null, new WriteOptions { FieldManager = "two" }, CancellationToken.None))).IsConflict);
        JsonObject forced = await maps.PatchAsync(
            "a", Patch.Apply(other), null, new WriteOptions { FieldManager = "two", Force = true }, CancellationToken.None);
        Assert.Equal("another", (string?)forced["data"]!["key"]);
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Lists_come_in_pages_and_by_selector_and_a_deletion_means_one_object(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        ResourceClient pods = client.Resource(ResourceTypes.Pods, _space);
        foreach (int number in Enumerable.Range(1, 5))
        {
            await pods.CreateAsync(Sample.Pod($"p{number}", number < 4 ? "few" : "rest", _space), CancellationToken.None);
        }

        ObjectList<JsonObject> all = await pods.ListAsync(new ListOptions { PageSize = 2 }, CancellationToken.None);
        Assert.Equal(["p1", "p2", "p3", "p4", "p5"], all.Items.Select(item => new ObjectView(item).Name));
        ObjectList<JsonObject> few = await pods.ListAsync(new ListOptions { LabelSelector = "app=few" }, CancellationToken.None);
        Assert.Equal(3, few.Items.Count);
        Assert.False(await pods.DeleteIfThereAsync("p1", new DeleteOptions { Uid = "another" }, CancellationToken.None));
        Assert.NotNull(await pods.FindAsync("p1", CancellationToken.None));
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task A_page_of_a_state_that_is_forgotten_is_told_as_expired(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        ResourceClient maps = Maps(client);
        foreach (int number in Enumerable.Range(1, 5))
        {
            await maps.CreateAsync(Sample.ConfigMap($"m{number}"), CancellationToken.None);
        }

        var which = new ListOptions { PageSize = 2 };
        ObjectList<JsonObject> first = await maps.ListPageAsync(which, item => item, CancellationToken.None);
        JsonObject later = await maps.CreateAsync(Sample.ConfigMap("m0"), CancellationToken.None);
        ObjectList<JsonObject> second = await maps.ListPageAsync(which with { Continue = first.Continue }, item => item, CancellationToken.None);
        Assert.Equal(["m3", "m4"], second.Items.Select(item => new ObjectView(item).Name));
        await bed.ForgetAsync(server, new ObjectView(later).ResourceVersion);
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => maps.ListPageAsync(which with { Continue = second.Continue }, item => item, CancellationToken.None));

        Assert.True(failure is { IsExpired: true, Code: 410, Reason: "Expired" }, failure.Message);
        Assert.Equal(6, (await maps.ListAsync(which, CancellationToken.None)).Items.Count);
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task A_follower_hears_of_every_change(Server server)
    {
        using KubernetesClient client = await ClientAsync(server);
        ResourceClient maps = Maps(client);
        await maps.CreateAsync(Sample.ConfigMap("before"), CancellationToken.None);
        using var end = new CancellationTokenSource();
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var informer = new Informer<JsonObject>(
            maps, new InformerOptions { LabelSelector = "followed=yes" }, json => json, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        using IDisposable subscription = informer.Subscribe(change => told.Enqueue(
            (change.Before is null ? "+" : change.Now is null ? "-" : "~") + new ObjectView(change.Now ?? change.Before!).Name));
        Task running = informer.RunAsync(end.Token);
        await informer.WaitForSyncAsync(CancellationToken.None).Soon();
        JsonObject map = Sample.ConfigMap("a");
        map["metadata"]!["labels"] = new JsonObject { ["followed"] = "yes" };
        await maps.CreateAsync(map, CancellationToken.None);
        await maps.PatchAsync("a", Patch.Merge(Sample.Parse("""{"data":{"key":"new"}}""")), CancellationToken.None);
        await maps.DeleteIfThereAsync("a", null, CancellationToken.None);
        await Waiting.UntilAsync(() => told.Contains("-a"), "the deletion is told");
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(["+a", "~a", "-a"], told);
    }

    private Task<KubernetesClient> ClientAsync(Server server) => bed.ClientAsync(server, _space);

    private ResourceClient Maps(KubernetesClient client) => client.Resource(ResourceTypes.ConfigMaps, _space);
}
