using System.Net;
using Interlink.Hosting.Health;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Hosting.Tests;

public sealed class HealthTests
{
    private readonly Check _slurm = new("slurm");
    private readonly Check _disk = new("disk");

    [Theory]
    [InlineData("/livez")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_program_that_is_well_says_ok(string path)
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
        using var head = await host.SendAsync("HEAD", path);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task Not_ready_says_why_and_stays_alive()
    {
        await using var host = await StartAsync();
        _slurm.Problem = "squeue has not answered for 40 s: is slurmctld running?";
        using var ready = await host.SendAsync("GET", "/readyz");
        using var live = await host.SendAsync("GET", "/livez");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("slurm: squeue has not answered for 40 s: is slurmctld running?", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Verbose_lists_every_check_as_Kubernetes_does()
    {
        await using var host = await StartAsync();
        _disk.Problem = "it is full";
        using var ready = await host.SendAsync("GET", "/readyz?verbose");
        using var health = await host.SendAsync("GET", "/healthz?verbose=1");

        Assert.Equal("[+]running ok\n[+]slurm ok\n[-]disk failed: it is full\nreadyz check failed",
            await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.EndsWith("healthz check passed", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_throws_is_not_ready_and_keeps_its_secret()
    {
        await using var host = await StartAsync();
        _disk.Failure = new InvalidOperationException("token=abc");
        using var answer = await host.SendAsync("GET", "/readyz");

        Assert.Equal("disk: it could not be checked; the log has the reason", await answer.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(() => host.Log.Text.Contains("token=abc", StringComparison.Ordinal), "the log has it");
    }

    [Fact]
    public async Task A_check_that_hangs_is_not_ready()
    {
        await using var host = await StartAsync();
        _disk.Hangs = true;
        using var answer = await host.SendAsync("GET", "/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("disk: it did not answer within 5 s", await answer.Content.ReadAsStringAsync());
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(configure: builder =>
    {
        builder.Services.AddSingleton<IReadinessCheck>(_slurm);
        builder.Services.AddSingleton<IReadinessCheck>(_disk);
    });

    private sealed class Check(string name) : IReadinessCheck
    {
        public string Name => name;

        public string? Problem { get; set; }

        public Exception? Failure { get; set; }

        public bool Hangs { get; set; }

        public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
        {
            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }

            return Failure is null ? Problem : throw Failure;
        }
    }
}
