using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Resources;

/// <summary>Lists whose pages expire between one and the next.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubernetesClient _client = null!;

    private ResourceClient Pods => _client.Resource(ResourceTypes.Pods, "default");

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _client = _server.Client();
        foreach (int number in Enumerable.Range(1, 5))
        {
            _server.Store.Add(ResourceTypes.Pods, Sample.Pod($"p{number}"));
        }
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_list_begins_again_and_holds_nothing_of_the_state_before()
    {
        int forgotten = 0;
        ObjectList<string> list = await Pods.ListAsync(new ListOptions { PageSize = 2 }, Look, CancellationToken.None);

        Assert.Equal(["p2", "p3", "p4", "p5", "p6"], list.Items);
        Assert.Null(list.Continue);

        string Look(JsonObject pod)
        {
            string name = new ObjectView(pod).Name;
            if (name == "p4" && forgotten++ == 0)
            {
                _server.Store.Remove(ResourceTypes.Pods, "default", "p1");
                _server.Store.Add(ResourceTypes.Pods, Sample.Pod("p6"));
                _server.Store.Compact();
            }

            return name;
        }
    }

    [Fact]
    public async Task After_some_beginnings_everything_is_asked_for_in_one_page()
    {
        _server.Add(new Fault("GET", "continue=") { Code = 410, Times = int.MaxValue });
        ObjectList<JsonObject> list = await Pods.ListAsync(
            new ListOptions { PageSize = 2, LabelSelector = "app" }, CancellationToken.None);

        Assert.Equal(5, list.Items.Count);
        Assert.Equal("?labelSelector=app", _server.Requests[^1].Query);
        Assert.Equal(7, _server.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_is_too_old_from_the_start_is_told()
    {
        _server.Add(new Fault("GET") { Code = 410 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Pods.ListAsync(new ListOptions { ResourceVersion = "1", ResourceVersionMatch = "Exact" }, CancellationToken.None));

        Assert.True(failure is { IsExpired: true, Reason: "Expired" });
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Who_goes_on_from_a_page_of_his_own_is_told_that_it_has_expired_at_once()
    {
        ObjectList<JsonObject> first = await Pods.ListPageAsync(new ListOptions { PageSize = 2 }, item => item, CancellationToken.None);
        Assert.Equal(3, first.RemainingItemCount);
        _server.Store.Compact();
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => Pods.ListAsync(new ListOptions { PageSize = 2, Continue = first.Continue }, CancellationToken.None));

        Assert.True(failure.IsExpired);
        Assert.Equal(2, _server.Requests.Count);
    }
}
