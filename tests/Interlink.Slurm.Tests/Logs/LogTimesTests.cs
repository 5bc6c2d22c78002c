using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

public sealed class LogTimesTests : IDisposable
{
    private readonly LogScene scene = new() { Time = new FixedTime("2026-01-31T09:00:10Z") };

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Timestamps_come_from_the_index_with_nine_digits()
    {
        scene.WriteAt("2026-01-31T09:08:07.123Z", "one\n");
        scene.WriteAt("2026-01-31T09:08:08Z", "two\nthree");
        Assert.Equal(
            "2026-01-31T09:08:07.123000000Z one\n2026-01-31T09:08:08.000000000Z two\n2026-01-31T09:08:08.000000000Z three",
            await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Fact]
    public async Task A_line_is_as_old_as_its_first_byte()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "begin");
        scene.WriteAt("2026-01-31T09:00:02Z", "ning\nnext\n");
        Assert.Equal(
            "2026-01-31T09:00:01.000000000Z beginning\n2026-01-31T09:00:02.000000000Z next\n",
            await scene.ReadAsync(All with { Timestamps = true }));
        Assert.Equal("next\n", await scene.ReadAsync(All with { SinceTime = DateTimeOffset.Parse("2026-01-31T09:00:02Z", null) }));
    }

    [Fact]
    public async Task What_the_index_does_not_cover_has_the_logs_last_modification()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        scene.Write("two\n");
        scene.ModifiedAt("2026-01-31T09:00:05.250Z");
        Assert.Equal(
            "2026-01-31T09:00:01.000000000Z one\n2026-01-31T09:00:05.250000000Z two\n",
            await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Fact]
    public async Task Without_an_index_all_lines_have_the_logs_last_modification()
    {
        scene.Write("one\ntwo\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.Equal(
            "2026-01-31T09:00:05.000000000Z one\n2026-01-31T09:00:05.000000000Z two\n",
            await scene.ReadAsync(All with { Timestamps = true }));
        Assert.Equal("one\ntwo\n", await scene.ReadAsync(All with { SinceSeconds = 5 }));
        Assert.Equal("", await scene.ReadAsync(All with { SinceSeconds = 4 }));
    }

    [Fact]
    public async Task Times_never_go_back_in_an_answer()
    {
        scene.WriteAt("2026-01-31T09:00:07Z", "one\n");
        scene.Write("two\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.EndsWith("2026-01-31T09:00:07.000000000Z two\n", await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Fact]
    public async Task Half_a_record_at_the_end_of_the_index_is_not_read()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        File.AppendAllBytes(scene.Files.Times, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal("2026-01-31T09:00:01.000000000Z one\n", await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Fact]
    public async Task An_index_that_cannot_be_read_is_as_good_as_none()
    {
        Directory.CreateDirectory(scene.Files.Times);
        scene.Write("one\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.Equal("2026-01-31T09:00:05.000000000Z one\n", await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Fact]
    public async Task Times_outside_the_calendar_are_no_error()
    {
        scene.Write("one\ntwo\n");
        scene.Index((long.MinValue, 4), (long.MaxValue, 8));
        Assert.Equal(
            "0001-01-01T00:00:00.000000000Z one\n9999-12-31T23:59:59.999000000Z two\n",
            await scene.ReadAsync(All with { Timestamps = true }));
    }

    [Theory]
    [InlineData(10, "one\ntwo\nthree\n")]
    [InlineData(9, "one\ntwo\nthree\n")]
    [InlineData(8, "two\nthree\n")]
    [InlineData(5, "three\n")]
    [InlineData(4, "")]
    [InlineData(long.MaxValue, "one\ntwo\nthree\n")]
    public async Task Since_seconds_counts_back_from_now(long seconds, string expected)
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        scene.WriteAt("2026-01-31T09:00:03Z", "two\n");
        scene.WriteAt("2026-01-31T09:00:05Z", "three\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.Equal(expected, await scene.ReadAsync(All with { SinceSeconds = seconds }));
    }

    [Theory]
    [InlineData("2026-01-31T09:00:03Z", "two\nthree\n")]
    [InlineData("2026-01-31T09:00:03.0000001Z", "three\n")]
    [InlineData("2026-01-31T09:00:02.999Z", "two\nthree\n")]
    [InlineData("2026-01-31T10:00:03+01:00", "two\nthree\n")]
    [InlineData("0001-01-01T00:00:00Z", "one\ntwo\nthree\n")]
    [InlineData("9999-12-31T23:59:59Z", "")]
    public async Task Since_time_includes_its_own_moment(string since, string expected)
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        scene.WriteAt("2026-01-31T09:00:03Z", "two\n");
        scene.WriteAt("2026-01-31T09:00:05Z", "three\n");
        scene.ModifiedAt("2026-01-31T09:00:05Z");
        Assert.Equal(expected, await scene.ReadAsync(All with { SinceTime = DateTimeOffset.Parse(since, null) }));
    }

    [Fact]
    public async Task Since_tail_limit_and_timestamps_work_together()
    {
        scene.WriteAt("2026-01-31T09:00:01Z", "one\n");
        scene.WriteAt("2026-01-31T09:00:03Z", "two\nthree\n");
        scene.WriteAt("2026-01-31T09:00:05Z", "four\n");
        var request = All with { SinceSeconds = 8, TailLines = 2, Timestamps = true, LimitBytes = 39 };
        Assert.Equal("2026-01-31T09:00:03.000000000Z three\n20", await scene.ReadAsync(request));
        Assert.StartsWith("2026-01-31T09:00:03.000000000Z two\n", await scene.ReadAsync(request with { TailLines = 9 }));
    }

    [Fact]
    public async Task An_index_of_many_windows_is_read_record_by_record()
    {
        long start = Ms("2026-01-31T00:00:00Z");
        scene.Write(string.Concat(Enumerable.Range(0, 5000).Select(number => $"{number:00000}\n")));
        scene.Index([.. Enumerable.Range(0, 5000).Select(number => (start + number * 50L, (number + 1) * 6L))]);
        var lines = (await scene.ReadAsync(All with { Timestamps = true })).Split('\n');
        Assert.Equal(5001, lines.Length);
        for (int number = 0; number < 5000; number++)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(start + number * 50L);
            Assert.Equal($"{time:yyyy-MM-ddTHH:mm:ss.fff}000000Z {number:00000}", lines[number]);
        }

        var since = DateTimeOffset.FromUnixTimeMilliseconds(start + 4321 * 50L);
        Assert.StartsWith("04321\n", await scene.ReadAsync(All with { SinceTime = since }));
    }
}
