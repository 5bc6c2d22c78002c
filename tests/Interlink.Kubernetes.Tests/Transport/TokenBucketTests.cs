using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Tests.Transport;

public sealed class TokenBucketTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void A_burst_passes_at_once_and_the_rest_at_the_rate()
    {
        var bucket = new TokenBucket(perSecond: 2, burst: 3, _clock);

        Assert.Equal([0, 0, 0, 0.5, 1, 1.5], Seconds(bucket, 6));
    }

    [Fact]
    public void A_pause_fills_it_up_to_the_burst_and_no_further()
    {
        var bucket = new TokenBucket(perSecond: 2, burst: 3, _clock);
        Seconds(bucket, 3);
        _clock.Passed += TimeSpan.FromSeconds(1);
        Assert.Equal([0, 0, 0.5], Seconds(bucket, 3));
        _clock.Passed += TimeSpan.FromHours(1);

        Assert.Equal([0, 0, 0, 0.5], Seconds(bucket, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_a_rate_there_is_no_limit(double rate) =>
        Assert.All(Seconds(new TokenBucket(rate, burst: 1, _clock), 1000), pause => Assert.Equal(0, pause));

    [Fact]
    public void At_least_one_passes_whatever_the_burst_is() =>
        Assert.Equal([0, 1], Seconds(new TokenBucket(perSecond: 1, burst: 0, _clock), 2));

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_place_to_others()
    {
        var bucket = new TokenBucket(perSecond: 1, burst: 1, _clock);
        await bucket.WaitAsync(CancellationToken.None);
        using var end = new CancellationTokenSource();
        Task[] waiting = [.. Enumerable.Range(0, 100).Select(_ => bucket.WaitAsync(end.Token).AsTask())];
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting).Soon());

        Assert.Equal([1], Seconds(bucket, 1));
    }

    [Fact]
    public async Task Calls_of_a_client_are_held_back_whoever_makes_them()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using KubernetesClient client = server.Client(new KubernetesOptions { QueriesPerSecond = 20, Burst = 5 });
        long start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 15).Select(number => number % 2 == 0
            ? (Task)client.VersionAsync(CancellationToken.None)
            : client.Resource(ResourceTypes.Pods, "default").FindAsync("a", CancellationToken.None)));

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.49));
    }

    [Fact]
    public async Task A_repetition_needs_a_place_of_its_own()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using KubernetesClient client = server.Client(new KubernetesOptions
        {
            QueriesPerSecond = 10, Burst = 1, FirstPause = TimeSpan.FromMilliseconds(1),
        });
        server.Add(new Fake.Serving.Fault("GET") { Code = 500, Times = 3 });
        long start = TimeProvider.System.GetTimestamp();
        await client.VersionAsync(CancellationToken.None);

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.29));
    }

    private static double[] Seconds(TokenBucket bucket, int count) => [.. Enumerable.Range(0, count).Select(_ => bucket.Take().TotalSeconds)];

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
