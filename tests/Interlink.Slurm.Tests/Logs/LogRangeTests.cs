using Interlink.Hosting.Pods;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

public sealed class LogRangeTests : IDisposable
{
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Only_the_last_run_of_a_restarted_container_is_sent()
    {
        TwoRestarts();
        Assert.Equal("third 1\nthird 2\n", await scene.ReadAsync(All));
        Assert.Equal("third 1\nthird 2\n", await scene.ReadAsync(All with { TailLines = 10 }));
        Assert.Equal("third 1\nthird 2\n", await scene.ReadAsync(All with { SinceSeconds = 1_000_000_000 }));
    }

    [Fact]
    public async Task Previous_is_the_run_before_the_last()
    {
        TwoRestarts();
        Assert.Equal("second 1\nsecond 2", await scene.ReadAsync(All with { Previous = true }));
        Assert.Equal("second 2", await scene.ReadAsync(All with { Previous = true, TailLines = 1 }));
        Assert.Equal(
            "2026-01-31T09:00:02.000000000Z second 1\n2026-01-31T09:00:02.000000000Z second 2",
            await scene.ReadAsync(All with { Previous = true, Timestamps = true }));
    }

    [Fact]
    public async Task Following_the_previous_run_ends_with_it()
    {
        TwoRestarts();
        Assert.Equal("second 1\nsecond 2", await scene.ReadAsync(Following with { Previous = true }));
    }

    [Fact]
    public async Task A_follower_goes_on_through_a_restart()
    {
        TwoRestarts();
        await using var follower = scene.Follow(Following);
        await follower.ShowsAsync("third 1\nthird 2\n");
        scene.Run("2026-01-31T09:00:04Z");
        scene.Write("fourth\n");
        await follower.ShowsAsync("third 1\nthird 2\nfourth\n");
    }

    [Fact]
    public async Task A_run_that_wrote_nothing_yet_has_an_empty_log()
    {
        TwoRestarts();
        scene.Run("2026-01-31T09:00:04Z");
        Assert.Equal("", await scene.ReadAsync(All with { TailLines = 1, Timestamps = true }));
        Assert.Equal("third 1\nthird 2\n", await scene.ReadAsync(All with { Previous = true }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_restart_there_is_no_previous_run(bool started)
    {
        if (started)
            scene.Run("2026-01-31T09:00:01Z");
        scene.Write("one\n");
        var exception = await Assert.ThrowsAsync<PodRequestException>(() => scene.ReadAsync(All with { Previous = true }));
        Assert.Equal(PodRequestFailure.NotFound, exception.Failure);
        Assert.Equal("previous terminated container \"main\" in pod \"lg\" not found", exception.Message);
        await using var log = scene.Open(All with { Previous = true });
        Assert.Throws<PodRequestException>(log.EnsureFound);
    }

    [Fact]
    public async Task Half_a_record_of_a_run_is_not_read()
    {
        scene.Run("2026-01-31T09:00:01Z");
        File.AppendAllBytes(scene.Files.Runs, [1, 2, 3]);
        scene.Write("one\n");
        Assert.Equal("one\n", await scene.ReadAsync(All));
    }

    private void TwoRestarts()
    {
        scene.Run("2026-01-31T09:00:01Z");
        scene.WriteAt("2026-01-31T09:00:01Z", "first\n");
        scene.Run("2026-01-31T09:00:02Z");
        scene.WriteAt("2026-01-31T09:00:02Z", "second 1\nsecond 2");
        scene.Run("2026-01-31T09:00:03Z");
        scene.WriteAt("2026-01-31T09:00:03Z", "third 1\nthird 2\n");
    }
}
