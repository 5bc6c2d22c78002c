using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Leases;
using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Kubernetes.Tests.Leases;

public sealed class LeaderElectionTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubernetesClient _client = null!;

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
    public async Task One_leads_and_the_other_waits_until_the_lease_is_given_up()
    {
        var leads = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        Task<bool> first = Election("first").RunAsync(
            async token =>
            {
                leads.SetResult();
                await end.Task.WaitAsync(token);
            },
            CancellationToken.None);
        await leads.Task.Soon();
        LeaderElection other = Election("second");
        Task<bool> second = other.RunAsync(_ => Task.CompletedTask, CancellationToken.None);
        await Waiting.UntilAsync(() => other.Leader == "first", "the second to see the first");
        Assert.False(second.IsCompleted);
        end.SetResult();

        Assert.True(await first.Soon());
        Assert.True(await second.Soon());
    }

    [Fact]
    public async Task Who_cannot_renew_steps_down_before_the_others_may_take_over()
    {
        Task<bool> leading = Election("first").RunAsync(
            token =>
            {
                _server.Add(new Fault("PUT", "/leases/") { Code = 500, Times = int.MaxValue });
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            },
            CancellationToken.None);

        Assert.False(await leading.Soon());
        Assert.Equal("first", (string?)_server.Store.Find(ResourceTypes.Leases, "default", "lead")!["spec"]!["holderIdentity"]);
    }

    [Fact]
    public async Task Who_finds_another_name_in_its_lease_steps_down_at_once()
    {
        Task<bool> leading = Election("first").RunAsync(
            token =>
            {
                _server.Store.Change(ResourceTypes.Leases, "default", "lead", lease =>
                {
                    lease["spec"]!["holderIdentity"] = "thief";
                    lease["spec"]!["leaseDurationSeconds"] = 3600;
                });
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            },
            CancellationToken.None);

        Assert.False(await leading.Soon());
        Assert.Equal("thief", (string?)_server.Store.Find(ResourceTypes.Leases, "default", "lead")!["spec"]!["holderIdentity"]);
    }

    [Fact]
    public async Task A_lease_whose_holder_says_nothing_is_taken_over_after_its_time_and_keeps_what_else_is_in_it()
    {
        _server.Store.Add(ResourceTypes.Leases, Sample.Parse("""
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"lead","namespace":"default","labels":{"team":"a"}},
             "spec":{"holderIdentity":"gone","leaseDurationSeconds":1,"leaseTransitions":4,"strategy":"OldestEmulationVersion"}}
            """));
        JsonNode? held = null;
        Assert.True(await Election("next").RunAsync(
            _ =>
            {
                held = _server.Store.Find(ResourceTypes.Leases, "default", "lead");
                return Task.CompletedTask;
            },
            CancellationToken.None).Soon());

        Assert.Equal("next", (string?)held!["spec"]!["holderIdentity"]);
        Assert.Equal(5, (int?)held["spec"]!["leaseTransitions"]);
        Assert.Equal("OldestEmulationVersion", (string?)held["spec"]!["strategy"]);
        Assert.Equal("a", (string?)held["metadata"]!["labels"]!["team"]);
    }

    [Fact]
    public void Times_by_which_two_could_lead_at_once_are_refused() => Assert.Throws<ArgumentException>(() => new LeaderElection(
        _client, "default", Options("first") with { RenewDeadline = TimeSpan.FromSeconds(1) }, NullLogger.Instance));

    private static ElectionOptions Options(string identity) => new()
    {
        Name = "lead",
        Identity = identity,
        Duration = TimeSpan.FromSeconds(1),
        RenewDeadline = TimeSpan.FromMilliseconds(700),
        RetryPeriod = TimeSpan.FromMilliseconds(50),
    };

    private LeaderElection Election(string identity) => new(_client, "default", Options(identity), NullLogger.Instance);
}
