using Interlink.Hosting.Pods;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

public sealed class UnreadableLogTests : IDisposable
{
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [UnreadableFileFact]
    public async Task A_follower_waits_until_a_failing_storage_is_back()
    {
        File.CreateSymbolicLink(scene.Files.Output, UnreadableFileFactAttribute.File!);
        await using var follower = scene.Follow(Following);
        while (follower.Flushes == 0 && !follower.Done.IsCompleted)
            await Task.Delay(2);
        await Task.Delay(600);
        Assert.False(follower.Done.IsCompleted);
        File.WriteAllText(scene.Files.Output + ".back", "one\n");
        File.Move(scene.Files.Output + ".back", scene.Files.Output, overwrite: true);
        await follower.ShowsAsync("one\n");
    }

    [UnreadableFileFact]
    public async Task A_log_whose_storage_stays_away_is_told_by_name()
    {
        File.CreateSymbolicLink(scene.Files.Output, UnreadableFileFactAttribute.File!);
        var exception = await Assert.ThrowsAsync<PodRequestException>(() => scene.ReadAsync(All));
        Assert.Equal(PodRequestFailure.Storage, exception.Failure);
        Assert.Contains(scene.Files.Output, exception.Message);
    }

    [UnreadableFileFact]
    public async Task A_failing_index_is_as_good_as_none()
    {
        File.CreateSymbolicLink(scene.Files.Times, UnreadableFileFactAttribute.File!);
        scene.Write("one\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.Equal("2026-01-31T09:00:05.000000000Z one\n", await scene.ReadAsync(All with { Timestamps = true }));
    }
}
