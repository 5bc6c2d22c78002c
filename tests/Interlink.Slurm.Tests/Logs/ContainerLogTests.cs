using Interlink.Hosting.Pods;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

public sealed class ContainerLogTests : IDisposable
{
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_log_is_sent_as_it_is()
    {
        scene.Write("one\ntwo\n\nlast without newline");
        Assert.Equal("one\ntwo\n\nlast without newline", await scene.ReadAsync(All));
    }

    [Fact]
    public async Task A_log_that_is_not_there_yet_is_empty() => Assert.Equal("", await scene.ReadAsync(All));

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_empty_log()
    {
        Directory.Delete(scene.Folder);
        Assert.Equal("", await scene.ReadAsync(All with { Timestamps = true, TailLines = 3, SinceSeconds = 5 }));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "c\n")]
    [InlineData(2, "b\nc\n")]
    [InlineData(3, "a\nb\nc\n")]
    [InlineData(4, "a\nb\nc\n")]
    [InlineData(long.MaxValue, "a\nb\nc\n")]
    [InlineData(-1, "a\nb\nc\n")]
    public async Task Tail_keeps_the_last_lines(long lines, string expected)
    {
        scene.Write("a\nb\nc\n");
        Assert.Equal(expected, await scene.ReadAsync(All with { TailLines = lines }));
    }

    [Fact]
    public async Task Tail_counts_a_last_line_without_newline_and_empty_lines()
    {
        scene.Write("a\n\nc");
        Assert.Equal("c", await scene.ReadAsync(All with { TailLines = 1 }));
        Assert.Equal("\nc", await scene.ReadAsync(All with { TailLines = 2 }));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "o")]
    [InlineData(7, "one\ntwo")]
    [InlineData(8, "one\ntwo\n")]
    [InlineData(9, "one\ntwo\n")]
    public async Task Limit_keeps_the_first_bytes(long bytes, string expected)
    {
        scene.Write("one\ntwo\n");
        Assert.Equal(expected, await scene.ReadAsync(All with { LimitBytes = bytes }));
    }

    [Fact]
    public async Task Limit_counts_what_tail_leaves()
    {
        scene.Write("one\ntwo\nthree\n");
        Assert.Equal("two\nt", await scene.ReadAsync(All with { TailLines = 2, LimitBytes = 5 }));
    }

    [Fact]
    public async Task Limit_counts_timestamps()
    {
        scene.WriteAt("2026-01-31T09:08:07.120Z", "one\n");
        Assert.Equal("2026-01-31T09:08:07.12", await scene.ReadAsync(All with { Timestamps = true, LimitBytes = 22 }));
    }

    [Fact]
    public async Task The_recorded_requests_get_the_containers_own_lines()
    {
        var first = new DateTime(2026, 11, 20, 18, 48, 21);
        var lines = Enumerable.Range(0, 10)
            .Select(number => $"{first.AddSeconds(number * 10):yyyy-MM-ddTHH:mm:ss}.123456789Z main line {number}\n")
            .ToArray();
        scene.Write(string.Concat(lines));
        Assert.Equal(string.Concat(lines), await scene.ReadAsync(All));
        Assert.Equal(lines[9], await scene.ReadAsync(All with { TailLines = 1 }));
        Assert.Equal(string.Concat(lines[7..]), await scene.ReadAsync(All with { TailLines = 3 }));
        Assert.Equal(string.Concat(lines), await scene.ReadAsync(All with { TailLines = 100 }));
        Assert.Equal(lines[0][..10], await scene.ReadAsync(All with { LimitBytes = 10 }));
        Assert.Equal(string.Concat(lines), await scene.ReadAsync(All with { LimitBytes = 99_999 }));
    }

    [Fact]
    public async Task A_folder_in_the_logs_place_is_told_by_name()
    {
        Directory.CreateDirectory(scene.Files.Output);
        var exception = await Assert.ThrowsAsync<PodRequestException>(() => scene.ReadAsync(All));
        Assert.Equal(PodRequestFailure.Storage, exception.Failure);
        Assert.Contains(scene.Files.Output, exception.Message);
    }

    [Fact]
    public async Task A_named_pipe_in_the_logs_place_blocks_nobody()
    {
        await Shell.RunAsync($"mkfifo '{scene.Files.Output}'");
        var exception = await Assert.ThrowsAsync<PodRequestException>(() => scene.ReadAsync(All));
        Assert.Equal(PodRequestFailure.Storage, exception.Failure);
    }

    [Fact]
    public async Task Reading_leaves_no_handle_open()
    {
        scene.WriteAt("2026-01-31T09:08:07Z", "one\n");
        await scene.ReadAsync(All with { Timestamps = true });
        var open = Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? "");
        Assert.DoesNotContain(open, target => target.StartsWith(scene.Folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_request_ends()
    {
        scene.Write("one\n");
        await using var log = scene.Open(All);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.CopyToAsync(Stream.Null, new CancellationToken(true)));
    }
}
