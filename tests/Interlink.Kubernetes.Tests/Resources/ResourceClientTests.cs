using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Resources;

public sealed class ResourceClientTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubernetesClient _client = null!;

    private ResourceClient Maps => _client.Resource(ResourceTypes.ConfigMaps, "default");

    private ResourceClient Pods => _client.Resource(ResourceTypes.Pods, "default");

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_object_is_created_read_and_replaced_and_a_stale_one_is_a_conflict()
    {
        JsonObject created = await Maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        JsonObject read = await Maps.GetAsync("a", CancellationToken.None);
        Assert.Equal(new ObjectView(created).Uid, new ObjectView(read).Uid);
        read["data"]!["key"] = "new";
        JsonObject replaced = await Maps.ReplaceAsync(read, CancellationToken.None);
        Assert.Equal("new", (string?)replaced["data"]!["key"]);

        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => Maps.ReplaceAsync(created, CancellationToken.None));
        Assert.True(failure.IsConflict);
        failure = await Assert.ThrowsAsync<KubernetesException>(() => Maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None));
        Assert.True(failure is { IsAlreadyExists: true, Reason: "AlreadyExists", Code: 409 });
        Assert.Contains("create ConfigMap default/a", failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.StatusMessage, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_nobody_knows_yet_are_kept_on_the_way_there_and_back()
    {
        JsonObject pod = Sample.Pod("future");
        pod["spec"]!["fieldOfTheFuture"] = new JsonObject { ["deep"] = new JsonArray(1, 2.5, "x") };
        await Pods.CreateAsync(pod, CancellationToken.None);
        JsonObject read = await Pods.GetAsync("future", CancellationToken.None);

        Assert.Equal("""{"deep":[1,2.5,"x"]}""", read["spec"]!["fieldOfTheFuture"]!.ToJsonString());
    }

    [Fact]
    public async Task A_merge_patch_changes_and_removes_fields()
    {
        await Maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        JsonObject changed = await Maps.PatchAsync(
            "a", Patch.Merge(Sample.Parse("""{"data":{"key":null,"other":"1"}}""")), CancellationToken.None);

        Assert.Equal("""{"other":"1"}""", changed["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_changes_one_container_of_several_by_its_name()
    {
        JsonObject pod = Sample.Pod("a");
        pod["spec"]!["containers"]!.AsArray().Add(Sample.Parse("""{"name":"side","image":"side:1"}"""));
        await Pods.CreateAsync(pod, CancellationToken.None);
        JsonObject changed = await Pods.PatchAsync(
            "a", Patch.Strategic(Sample.Parse("""{"spec":{"containers":[{"name":"side","image":"side:2"}]}}""")), CancellationToken.None);

        Assert.Equal(["busybox:1.36", "side:2"], changed["spec"]!["containers"]!.AsArray().Select(entry => (string?)entry!["image"]));
    }

    [Fact]
    public async Task Applied_fields_belong_to_their_manager_until_another_takes_them_by_force()
    {
        JsonObject wanted = Sample.ConfigMap("a");
        await Maps.PatchAsync("a", Patch.Apply(wanted), null, new WriteOptions { FieldManager = "one" }, CancellationToken.None);
        JsonObject other = Sample.ConfigMap("a", value: "another");
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Maps.PatchAsync("a", Patch.Apply(other), null, new WriteOptions { FieldManager = "two" }, CancellationToken.None));
        Assert.True(failure.IsConflict);
        JsonObject forced = await Maps.PatchAsync(
            "a", Patch.Apply(other), null, new WriteOptions { FieldManager = "two", Force = true }, CancellationToken.None);

        Assert.Equal("another", (string?)forced["data"]!["key"]);
        await Assert.ThrowsAsync<ArgumentException>(() => Maps.PatchAsync("a", Patch.Apply(wanted), CancellationToken.None));
    }

    [Fact]
    public async Task The_status_is_written_apart_from_the_rest()
    {
        JsonObject pod = await Pods.CreateAsync(Sample.Pod("a"), CancellationToken.None);
        pod["status"] = new JsonObject { ["phase"] = "Running" };
        pod["spec"]!["containers"]![0]!["image"] = "not-to-be-taken";
        JsonObject written = await Pods.ReplaceAsync(pod, "status", null, CancellationToken.None);

        Assert.Equal("Running", (string?)written["status"]!["phase"]);
        Assert.Equal("busybox:1.36", (string?)(await Pods.GetAsync("a", CancellationToken.None))["spec"]!["containers"]![0]!["image"]);
    }

    [Fact]
    public async Task A_deletion_means_one_object_and_not_another_of_its_name()
    {
        JsonObject map = await Maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        Assert.False(await Maps.DeleteIfThereAsync("a", new DeleteOptions { Uid = "another" }, CancellationToken.None));
        Assert.NotNull(await Maps.FindAsync("a", CancellationToken.None));
        Assert.True(await Maps.DeleteIfThereAsync("a", new DeleteOptions { Uid = new ObjectView(map).Uid }, CancellationToken.None));
        Assert.Null(await Maps.FindAsync("a", CancellationToken.None));
        Assert.False(await Maps.DeleteIfThereAsync("a", null, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Maps.DeleteAsync("", CancellationToken.None));
    }

    [Fact]
    public async Task A_list_whose_pages_expire_half_way_begins_again_and_is_of_one_state()
    {
        foreach (int number in Enumerable.Range(1, 5))
        {
            _server.Store.Add(ResourceTypes.Pods, Sample.Pod($"p{number}"));
        }

        _server.Add(new Fault("GET", "continue=") { Code = 410, Times = 2 });
        ObjectList<JsonObject> list = await Pods.ListAsync(new ListOptions { PageSize = 2 }, CancellationToken.None);

        Assert.Equal(["p1", "p2", "p3", "p4", "p5"], list.Items.Select(item => new ObjectView(item).Name));
        Assert.All(list.Items, item => Assert.Equal("Pod", new ObjectView(item).Kind));
    }

    [Fact]
    public async Task Selectors_choose_what_is_listed()
    {
        await Pods.CreateAsync(Sample.Pod("a", "x"), CancellationToken.None);
        await Pods.CreateAsync(Sample.Pod("b", "y"), CancellationToken.None);
        await _client.Pods("default").BindAsync("b", "node-1", CancellationToken.None);

        Assert.Equal("a", await Only(new ListOptions { LabelSelector = "app in (x, z)" }));
        Assert.Equal("b", await Only(new ListOptions { FieldSelector = "spec.nodeName=node-1" }));
    }

    [Theory]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    public async Task A_read_that_fails_for_a_while_is_asked_again(int code, int times)
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("a"));
        _server.Add(new Fault("GET") { Code = code, Times = times });

        Assert.Equal("a", new ObjectView(await Pods.GetAsync("a", CancellationToken.None)).Name);
        Assert.Equal(times + 1, _server.Requests.Count);
    }

    [Fact]
    public async Task A_create_that_was_turned_away_is_sent_again_and_one_whose_fate_is_unknown_is_not()
    {
        _server.Add(new Fault("POST") { Code = 429, Times = 1 });
        await Maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None);
        _server.Add(new Fault("POST", "/configmaps") { CutAnswer = true });
        int before = _server.Requests.Count;
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Maps.CreateAsync(Sample.ConfigMap("b"), CancellationToken.None));

        Assert.True(failure.FateUnknown);
        Assert.Equal(before + 1, _server.Requests.Count);
        Assert.NotNull(_server.Store.Find(ResourceTypes.ConfigMaps, "default", "b"));
    }

    [Fact]
    public async Task A_time_to_wait_that_is_too_long_is_told_to_the_caller()
    {
        _server.Add(new Fault("GET") { Code = 429, RetryAfterSeconds = 3600 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => Pods.GetAsync("a", CancellationToken.None));

        Assert.True(failure.IsTooManyRequests);
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
    }

    [Fact]
    public async Task A_server_that_is_too_slow_is_given_up()
    {
        using KubernetesClient hurried = _server.Client(new KubernetesOptions { CallTimeout = TimeSpan.FromMilliseconds(200), Attempts = 1 });
        _server.Add(new Fault("GET") { Delay = TimeSpan.FromSeconds(30) });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => hurried.Resource(ResourceTypes.Pods, "default").GetAsync("a", CancellationToken.None).Soon());

        Assert.True(failure.IsUnreachable);
        Assert.Contains("within 0.2 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_breaks_a_rule_is_refused_with_the_reason()
    {
        _server.Add(new Fault("POST") { Code = 422 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Pods.CreateAsync(Sample.Pod("a"), CancellationToken.None));

        Assert.True(failure is { IsInvalid: true, Reason: "Invalid" });
        Assert.Contains("ordered by the test", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_read_to_its_end_and_an_eviction_that_is_not_allowed_now_is_told_at_once()
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("a"));
        _server.Logs.Write("default", "a", "main", "one");
        await using Stream log = await _client.Pods("default").LogAsync("a", new LogOptions { Follow = true }, CancellationToken.None);
        using var reader = new StreamReader(log);
        Assert.Equal("one", await reader.ReadLineAsync().Soon());
        _server.Logs.Write("default", "a", "main", "two");
        _server.Logs.End("default", "a", "main");
        Assert.Equal("two\n", await reader.ReadToEndAsync().Soon());

        _server.Add(new Fault("POST", "/eviction") { Code = 429 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => _client.Pods("default").EvictAsync("a", null, CancellationToken.None));
        Assert.True(failure.IsTooManyRequests);
        await _client.Pods("default").EvictAsync("a", new DeleteOptions { GracePeriodSeconds = 0 }, CancellationToken.None);
        Assert.Null(await Pods.FindAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task A_token_of_a_service_account_is_asked_for()
    {
        _server.Store.Add(ResourceTypes.ServiceAccounts, Sample.Parse("""{"metadata":{"name":"robot","namespace":"default"}}"""));
        JsonObject answer = await _client.Resource(ResourceTypes.ServiceAccounts, "default").CreateAsync(
            "robot", "token", Sample.Parse("""{"spec":{"expirationSeconds":600}}"""), CancellationToken.None);

        Assert.Equal("token-of-default-robot", (string?)answer["status"]!["token"]);
    }

    [Fact]
    public async Task The_server_tells_which_kinds_it_serves()
    {
        Assert.Equal(ResourceTypes.Pods, await _client.Kinds.FindAsync("v1", "Pod", CancellationToken.None));
        Assert.Equal(ResourceTypes.Leases, await _client.Kinds.FindAsync("coordination.k8s.io/v1", "Lease", CancellationToken.None));
        Assert.Null(await _client.Kinds.FindAsync("example.org/v1", "Nothing", CancellationToken.None));
        Assert.Contains("apps/v1", await _client.Kinds.VersionsAsync(CancellationToken.None));
        Assert.Equal("v1.32.4", (string?)(await _client.VersionAsync(CancellationToken.None))["gitVersion"]);
    }

    private async Task<string> Only(ListOptions which) =>
        new ObjectView(Assert.Single((await Pods.ListAsync(which, CancellationToken.None)).Items)).Name;
}
