using System.Net;
using System.Text;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Tests.Transport;

public sealed class RetryTests : IAsyncLifetime
{
    private static readonly KubernetesOptions Limits = new() { QueriesPerSecond = 0, FirstPause = TimeSpan.FromMilliseconds(1) };
    private FakeApiServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("GET", 429)]
    [InlineData("GET", 503)]
    [InlineData("WATCH", 503)]
    [InlineData("POST", 429)]
    public async Task What_the_server_asks_to_wait_is_waited(string method, int code)
    {
        using KubernetesClient client = _server.Client(Limits);
        _server.Add(new Fault(method) { Code = code, RetryAfterSeconds = 1 });
        long start = TimeProvider.System.GetTimestamp();
        await CallAsync(client, method).Soon();

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.99));
        Assert.Equal(2, _server.Requests.Count(request => request.Method == method));
    }

    [Fact]
    public async Task A_change_that_a_server_could_not_make_is_told_with_the_time_it_asks_to_wait_and_not_made_twice()
    {
        using KubernetesClient client = _server.Client(Limits);
        _server.Add(new Fault("POST") { Code = 503, RetryAfterSeconds = 1 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => CallAsync(client, "POST").Soon());

        Assert.True(failure is { Code: 503, Reason: "ServiceUnavailable", FateUnknown: true, IsTransient: true });
        Assert.Equal(TimeSpan.FromSeconds(1), failure.RetryAfter);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_server_that_is_always_busy_is_given_up_after_the_attempts_that_are_allowed(string method)
    {
        using KubernetesClient client = _server.Client(Limits with { Attempts = 3 });
        _server.Add(new Fault(method) { Code = 429, Times = int.MaxValue });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => CallAsync(client, method).Soon());

        Assert.True(failure is { IsTooManyRequests: true, Reason: "TooManyRequests", FateUnknown: false });
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task An_eviction_is_asked_for_once_however_short_the_server_asks_to_wait()
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("a"));
        using KubernetesClient client = _server.Client(Limits);
        _server.Add(new Fault("POST", "/eviction") { Code = 429, RetryAfterSeconds = 1, Times = 2 });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => client.Pods("default").EvictAsync("a", null, CancellationToken.None).Soon());
        Assert.Equal((TimeSpan.FromSeconds(1), "TooManyRequests"), (failure.RetryAfter, failure.Reason));
        await Assert.ThrowsAsync<KubernetesException>(() => client.Resource(ResourceTypes.Pods, "default")
            .CreateAsync("a", "eviction", Sample.Parse("""{"apiVersion":"policy/v1","kind":"Eviction"}"""), CancellationToken.None).Soon());

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using KubernetesClient client = _server.Client(Limits);
        _server.Add(new Fault("GET") { Code = 429, RetryAfterSeconds = 20 });
        using var end = new CancellationTokenSource();
        Task call = CallAsync(client, "GET", end.Token);
        await Waiting.UntilAsync(() => _server.Requests.Count == 1, "the call");
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
    }

    [Theory]
    [InlineData(1, null, 100)]
    [InlineData(2, null, 200)]
    [InlineData(4, null, 800)]
    [InlineData(9, null, 2000)]
    [InlineData(1, 1.5, 1500)]
    [InlineData(4, 0.1, 800)]
    [InlineData(1, 2.5, null)]
    [InlineData(10, null, null)]
    public void Pauses_double_and_are_never_shorter_than_what_is_asked_nor_longer_than_allowed(int attempt, double? asked, int? milliseconds)
    {
        var options = new KubernetesOptions
        {
            Attempts = 10, FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2),
        };
        var busy = new KubernetesException("busy") { Code = 429, RetryAfter = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

        Assert.Equal(milliseconds, Retry.Pause(new ApiRequest(HttpMethod.Get, "x", "read x"), busy, attempt, options, 0.5)?.TotalMilliseconds);
    }

    [Theory]
    [InlineData("120", "{}", 120)]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", "{}", 30)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", "{}", 0)]
    [InlineData("soon", "{}", null)]
    [InlineData(null, """{"kind":"Status","details":{"retryAfterSeconds":5} }""", 5)]
    [InlineData("2", """{"kind":"Status","details":{"retryAfterSeconds":5} }""", 2)]
    public void How_long_to_wait_stands_in_the_header_as_seconds_or_as_a_time_else_in_the_status(string? header, string body, int? seconds)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        if (header is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        KubernetesException failure = Failures.Of(
            new ApiRequest(HttpMethod.Get, "x", "read x"), new Uri("https://kube.example/"), answer, Encoding.UTF8.GetBytes(body),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }

    private static async Task CallAsync(KubernetesClient client, string method, CancellationToken cancellationToken = default)
    {
        ResourceClient maps = client.Resource(ResourceTypes.ConfigMaps, "kube-system");
        if (method == "GET")
        {
            await maps.FindAsync("a", cancellationToken);
        }
        else if (method == "POST")
        {
            await client.Resource(ResourceTypes.Namespaces).CreateAsync(Sample.Parse("""{"metadata":{"name":"made"}}"""), cancellationToken);
        }
        else
        {
            await foreach (WatchEvent told in client.Resource(ResourceTypes.Namespaces).WatchAsync(new WatchOptions(), cancellationToken))
            {
                Assert.Equal(WatchEventType.Added, told.Type);
                break;
            }
        }
    }
}
