using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Informers;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Informers;

public sealed class InformerTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_there_is_in_the_store_once_it_has_synced_whatever_the_number_of_pages()
    {
        foreach (int number in Enumerable.Range(1, 5))
        {
            Add($"p{number}");
        }

        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();

        Assert.Equal(5, followed.Informer.Store.Count);
        Assert.Equal("busybox:1.36", (string?)followed.Informer.Store.Find("default", "p3")!["spec"]!["containers"]![0]!["image"]);
        Assert.Null(followed.Informer.Store.Find("default", "p6"));
        Assert.Equal(3, _server.Requests.Count(request => request.Method == "GET" && request.Path.EndsWith("/pods", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Changes_are_told_in_their_order_and_are_in_the_store_by_then()
    {
        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        Add("a");
        _server.Store.Change(ResourceTypes.Pods, "default", "a", pod => pod["status"]!["phase"] = "Running");
        _server.Store.Remove(ResourceTypes.Pods, "default", "a");

        await followed.UntilTold("-a");
        Assert.Equal(["+a", "~a", "-a"], followed.Told);
        Assert.Equal(0, followed.Informer.Store.Count);
    }

    [Fact]
    public async Task A_watch_that_the_server_ends_or_cuts_goes_on_where_it_was_without_a_new_list()
    {
        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        Add("a");
        await followed.UntilTold("+a");
        _server.EndWatches();
        Add("b");
        await followed.UntilTold("+b");
        _server.CutWatches();
        Add("c");
        await followed.UntilTold("+c");

        Assert.Equal(["+a", "+b", "+c"], followed.Told);
        Assert.Single(_server.Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task A_history_that_is_gone_means_a_new_list_which_tells_only_what_is_different()
    {
        Add("stays");
        Add("goes");
        Add("changes");
        await using var followed = new Followed(_server, limits: Hurried());
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");

        // While nobody watches, things happen and are forgotten.
        _server.Add(new Fault("WATCH") { Code = 503, Times = 1 });
        _server.FreezeWatches();
        _server.Store.Remove(ResourceTypes.Pods, "default", "goes");
        _server.Store.Change(ResourceTypes.Pods, "default", "changes", pod => pod["status"]!["phase"] = "Running");
        _server.Store.Compact();
        _server.CutWatches();

        await followed.UntilTold("~changes");
        Assert.Equal(["+changes", "+goes", "+stays", "-goes", "~changes"], followed.Told.Order(StringComparer.Ordinal).OrderBy(told => "+-~".IndexOf(told[0])));
        Assert.Null(followed.Informer.Store.Find("default", "goes"));
    }

    [Fact]
    public async Task An_expired_watch_that_says_so_in_an_event_is_listed_again()
    {
        Add("a");
        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");
        _server.ExpireWatches();
        Add("b");

        await followed.UntilTold("+b");
        Assert.Equal(["+a", "+b"], followed.Told);
    }

    [Fact]
    public async Task An_object_that_was_replaced_by_another_of_its_name_unseen_is_told_as_gone_and_new()
    {
        Add("a");
        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");
        _server.FreezeWatches();
        _server.Store.Remove(ResourceTypes.Pods, "default", "a");
        Add("a");
        _server.ExpireWatches();

        await followed.UntilTold("-a");
        Assert.Equal(["+a", "-a", "+a"], followed.Told);
    }

    [Fact]
    public async Task A_connection_that_has_died_without_a_word_is_given_up_after_the_silence_that_is_allowed()
    {
        await using var followed = new Followed(_server, limits: Hurried() with { WatchSilence = TimeSpan.FromMilliseconds(300) });
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");
        _server.FreezeWatches();
        Add("a");

        await followed.UntilTold("+a");
    }

    [Fact]
    public async Task Bookmarks_move_the_place_where_a_later_watch_goes_on()
    {
        await using var followed = new Followed(_server, space: "default");
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");
        for (int i = 0; i < 10; i++)
        {
            _server.Store.Add(ResourceTypes.ConfigMaps, Sample.ConfigMap($"other-{i}"));
        }

        long reached = _server.Store.Revision;
        _server.SendBookmarks();
        _server.EndWatches();

        await Waiting.UntilAsync(
            () => _server.Requests.Any(request => request.Method == "WATCH"
                && request.Query.Contains($"resourceVersion={reached}&", StringComparison.Ordinal)), "a watch from the bookmark");
        Assert.Empty(followed.Told);
    }

    [Fact]
    public async Task A_selector_makes_objects_come_and_go_as_they_match()
    {
        Add("a");
        await using var followed = new Followed(
            _server, new InformerOptions { LabelSelector = "app=wanted", FirstPause = TimeSpan.FromMilliseconds(1) });
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        Assert.Equal(0, followed.Informer.Store.Count);
        _server.Store.Change(ResourceTypes.Pods, "default", "a", pod => pod["metadata"]!["labels"]!["app"] = "wanted");
        await followed.UntilTold("+a");
        _server.Store.Change(ResourceTypes.Pods, "default", "a", pod => pod["metadata"]!["labels"]!["app"] = "other");
        await followed.UntilTold("-a");
    }

    [Fact]
    public async Task A_server_that_cannot_be_asked_is_told_as_the_failure_until_it_can()
    {
        _server.Add(new Fault("GET", "/pods") { Code = 403, Times = 3 });
        var patient = new InformerOptions { FirstPause = TimeSpan.FromMilliseconds(200) };
        await using var followed = new Followed(_server, patient);
        await Waiting.UntilAsync(() => followed.Informer.Failure is not null, "a failure");
        Assert.Contains("Forbidden", followed.Informer.Failure?.Message ?? "Forbidden", StringComparison.Ordinal);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();

        Assert.Null(followed.Informer.Failure);
    }

    [Fact]
    public async Task An_outage_is_over_when_the_watch_is_taken_up_again_though_nothing_happens()
    {
        await using var followed = new Followed(_server, limits: Hurried());
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        await Waiting.UntilAsync(() => _server.Watches == 1, "a watch");
        _server.Add(new Fault("WATCH") { Code = 503, Times = int.MaxValue });
        _server.CutWatches();
        await Waiting.UntilAsync(() => followed.Informer.Failure is { Code: 503 }, "a failure");
        _server.Heal();
        await Waiting.UntilAsync(() => followed.Informer.Failure is null, "the end of the failure");

        Assert.Empty(followed.Told);
        Assert.Single(_server.Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task Who_subscribes_late_is_told_what_there_is_and_who_fails_does_not_keep_it_from_others()
    {
        Add("a");
        await using var followed = new Followed(_server);
        await followed.Informer.WaitForSyncAsync(CancellationToken.None).Soon();
        var late = new List<string>();
        using IDisposable failing = followed.Informer.Subscribe(_ => throw new InvalidOperationException("a fault of a handler"));
        using IDisposable subscription = followed.Informer.Subscribe(change => late.Add(change.Key.Name));
        Add("b");

        await Waiting.UntilAsync(() => late.Count == 2, "two changes");
        Assert.Equal(["a", "b"], late);
    }

    private static KubernetesOptions Hurried() =>
        new() { QueriesPerSecond = 0, Attempts = 1, FirstPause = TimeSpan.FromMilliseconds(1) };

    private void Add(string name) => _server.Store.Add(ResourceTypes.Pods, Sample.Pod(name));
}
