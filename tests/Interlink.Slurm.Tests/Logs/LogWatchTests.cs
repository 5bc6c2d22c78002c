using System.Diagnostics;
using Interlink.Slurm.Logs;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

[Collection(nameof(AloneOnTheMachine))]
public sealed class LogWatchTests : IDisposable
{
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_thousand_followers_share_one_inotify_instance()
    {
        int instancesBefore = InotifyInstances();
        var scenes = Enumerable.Range(0, 100).Select(_ => new LogScene()).ToArray();
        var followers = scenes.SelectMany(one => Enumerable.Range(0, 10).Select(_ => one.Follow(Following))).ToArray();
        foreach (var one in scenes)
            one.Write("first\n");
        foreach (var follower in followers)
            await follower.ShowsAsync("first\n");
        int instances = InotifyInstances() - instancesBefore;

        foreach (var one in scenes)
            one.Ended = true;
        foreach (var follower in followers)
            await follower.EndsAsync();
        foreach (var one in scenes)
            one.Dispose();
        Assert.InRange(instances, 0, 1);
    }

    [Fact]
    public async Task Without_inotify_a_change_is_found_by_looking()
    {
        Directory.Delete(scene.Folder);
        using var subscription = new LogWatch().Subscribe(scene.Files.Output, TimeProvider.System, CancellationToken.None);
        Assert.False(subscription.IsWatched);
        Assert.Equal(TimeSpan.FromMilliseconds(20), subscription.Interval);
        await Task.Delay(1100);
        Assert.Equal(TimeSpan.FromMilliseconds(50), subscription.Interval);
        subscription.Changed();
        Assert.Equal(TimeSpan.FromMilliseconds(20), subscription.Interval);
        await subscription.WaitAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_folder_that_is_removed_and_made_again_is_watched_again()
    {
        var watch = new LogWatch();
        using (var first = watch.Subscribe(scene.Files.Output, TimeProvider.System, CancellationToken.None))
        {
            Assert.True(first.IsWatched);
            Directory.Delete(scene.Folder);
            await BecomesUnwatchedAsync(first);
            Directory.CreateDirectory(scene.Folder);
            using var second = watch.Subscribe(scene.Files.Output, TimeProvider.System, CancellationToken.None);
            Assert.True(second.IsWatched);
        }

        using var third = watch.Subscribe(scene.Files.Output, TimeProvider.System, CancellationToken.None);
        Assert.True(third.IsWatched);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        using var subscription = new LogWatch().Subscribe(scene.Files.Output, new FrozenTimers(), cancellation.Token);
        var wait = subscription.WaitAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(0x6969, true)]
    [InlineData(0x0BD00BD0, true)]
    [InlineData(0x47504653, true)]
    [InlineData(0x19830326, true)]
    [InlineData(0xFF534D42, true)]
    [InlineData(0x65735546, true)]
    [InlineData(0x00C36400, true)]
    [InlineData(0xEF53, false)]
    [InlineData(0x58465342, false)]
    [InlineData(0x01021994, false)]
    public void Network_file_systems_are_known_by_their_number(uint magic, bool network) =>
        Assert.Equal(network, FileSystemKind.IsNetworkMagic(magic));

    [Fact]
    public void This_machines_shared_memory_is_no_network() => Assert.False(FileSystemKind.IsNetwork("/dev/shm"));

    private static async Task BecomesUnwatchedAsync(LogSubscription subscription)
    {
        var patience = Stopwatch.StartNew();
        while (subscription.IsWatched && patience.Elapsed < TimeSpan.FromSeconds(20))
            await subscription.WaitAsync(CancellationToken.None);
        Assert.False(subscription.IsWatched);
    }

    private static int InotifyInstances() => Directory.GetFiles("/proc/self/fd")
        .Select(link => new FileInfo(link).LinkTarget ?? "")
        .Count(target => target.Contains("inotify", StringComparison.Ordinal));
}
