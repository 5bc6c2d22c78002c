using System.Diagnostics;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

public sealed class ContainerLogFollowTests : IDisposable
{
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_follower_gets_what_is_there_and_what_comes()
    {
        scene.Write("one\n");
        await using var follower = scene.Follow(Following);
        await follower.ShowsAsync("one\n");
        scene.Write("two\n");
        await follower.ShowsAsync("one\ntwo\n");
        scene.Write("thr");
        await follower.ShowsAsync("one\ntwo\nthr");
        Assert.False(follower.Done.IsCompleted);
    }

    [Fact]
    public async Task A_follower_waits_for_a_log_that_is_not_there_yet_and_hears_at_once_that_it_waits()
    {
        await using var follower = scene.Follow(Following with { TailLines = 1 });
        var patience = Stopwatch.StartNew();
        while (follower.Flushes == 0 && patience.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(2);
        Assert.Equal(1, follower.Flushes);
        scene.Write("first\nsecond\n");
        await follower.ShowsAsync("first\nsecond\n");
    }

    [Fact]
    public async Task A_follower_of_a_folder_that_is_not_there_yet_gets_the_log_too()
    {
        Directory.Delete(scene.Folder);
        await using var follower = scene.Follow(Following);
        Directory.CreateDirectory(scene.Folder);
        scene.Write("first\n");
        await follower.ShowsAsync("first\n");
    }

    [Fact]
    public async Task A_follower_gets_the_last_line_of_a_container_that_ended_and_stops()
    {
        await using var follower = scene.Follow(Following);
        scene.Write("one\n");
        await follower.ShowsAsync("one\n");
        scene.Write("last");
        scene.Ended = true;
        await follower.EndsAsync();
        Assert.Equal("one\nlast", follower.Text);
    }

    [Fact]
    public async Task Following_an_ended_container_is_reading_it()
    {
        scene.Write("one\n");
        scene.Ended = true;
        Assert.Equal("one\n", await scene.ReadAsync(Following));
    }

    [Fact]
    public async Task A_follower_of_a_container_that_never_wrote_ends_with_it()
    {
        await using var follower = scene.Follow(Following);
        scene.Ended = true;
        await follower.EndsAsync();
        Assert.Equal("", follower.Text);
    }

    [Fact]
    public async Task A_follower_reads_to_the_end_of_a_log_whose_folder_is_removed()
    {
        await using var follower = scene.Follow(Following);
        scene.Write("one\n");
        await follower.ShowsAsync("one\n");
        scene.Write("two\n");
        Directory.Delete(scene.Folder, recursive: true);
        scene.Ended = true;
        await follower.EndsAsync();
        Assert.Equal("one\ntwo\n", follower.Text);
    }

    [Fact]
    public async Task Tail_of_nothing_leaves_what_comes()
    {
        scene.Write("old\n");
        await using var follower = scene.Follow(Following with { TailLines = 0 });
        // Only once the follower has answered has it seen the old line.
        while (follower.Flushes == 0)
            await Task.Delay(2);
        scene.Write("new\n");
        await follower.ShowsAsync("new\n");
    }

    [Fact]
    public async Task The_limit_ends_a_follower()
    {
        scene.Write("one\n");
        await using var follower = scene.Follow(Following with { LimitBytes = 6 });
        await follower.ShowsAsync("one\n");
        scene.Write("two\n");
        await follower.EndsAsync();
        Assert.Equal("one\ntw", follower.Text);
    }

    [Fact]
    public async Task A_truncated_log_is_followed_from_its_new_beginning()
    {
        scene.Write("a long line that goes away\n");
        await using var follower = scene.Follow(Following);
        await follower.ShowsAsync("a long line that goes away\n");
        File.WriteAllText(scene.Files.Output, "short\n");
        await follower.ShowsAsync("a long line that goes away\nshort\n");
    }

    [Fact]
    public async Task A_replaced_log_is_read_to_its_end_and_the_new_one_from_its_beginning()
    {
        scene.Write("old\n");
        await using var follower = scene.Follow(Following);
        await follower.ShowsAsync("old\n");
        scene.Write("old end\n");
        File.Move(scene.Files.Output, scene.Files.Output + ".1");
        scene.Write("the new log is longer than the old one\n");
        await follower.ShowsAsync("old\nold end\nthe new log is longer than the old one\n");
    }

    [Fact]
    public async Task Cancelling_ends_a_waiting_follower()
    {
        scene.Write("one\n");
        await using var follower = scene.Follow(Following);
        await follower.ShowsAsync("one\n");
        follower.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(follower.EndsAsync);
    }

    [Fact]
    public async Task Followed_lines_have_times_that_the_index_told_meanwhile_or_the_last_modification()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        await using var follower = scene.Follow(Following with { Timestamps = true });
        await follower.ShowsAsync("2026-01-31T09:00:01.000000000Z one\n");
        long before = DateTimeOffset.UtcNow.AddSeconds(-2).ToUnixTimeMilliseconds();
        scene.Write("tw");
        await follower.HasLengthAsync(35 + 31 + 2);
        scene.Write("o\nthree\n");
        await follower.HasLengthAsync(35 + 35 + 37);
        var lines = follower.Text.Split('\n');
        Assert.EndsWith("Z two", lines[1]);
        Assert.EndsWith("Z three", lines[2]);
        Assert.InRange(Ms(lines[1].Split(' ')[0]), before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Since_a_time_to_come_waits_for_lines_written_then()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "old\nunfinished");
        scene.ModifiedAt("2026-01-31T09:00:01Z");
        var since = DateTimeOffset.Parse("2026-01-31T09:00:02Z", null);
        await using var follower = scene.Follow(Following with { SinceTime = since });
        while (follower.Flushes == 0)
            await Task.Delay(2);
        scene.Write(" old line");
        scene.Write("\nnew\n");
        await follower.ShowsAsync("new\n");
    }

    [Fact]
    public async Task A_log_written_by_another_program_arrives_whole_and_in_order()
    {
        await using var follower = scene.Follow(Following);
        await Shell.RunAsync($"i=0; while [ $i -lt 3000 ]; do echo \"line $i\"; i=$((i+1)); done >>'{scene.Files.Output}'");
        scene.Ended = true;
        await follower.EndsAsync();
        Assert.Equal(string.Concat(Enumerable.Range(0, 3000).Select(number => $"line {number}\n")), follower.Text);
    }
}
