using System.Buffers.Binary;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Logs;

public sealed class LogIndexTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_line_of_a_slow_log_has_the_time_it_was_written()
    {
        // The container tells the time itself, in milliseconds, at the moment it writes.
        folder.Write(Plan.Of(Plan.Bash("main", "for i in 1 2 3 4 5; do date +%s%3N; sleep 0.6; done")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        string log = folder.Log("main");
        List<(long Time, long Size)> times = Records(JobFolderFiles.LogTimes("main", init: false));
        long offset = 0;
        foreach (string line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            offset += line.Length + 1;
            long seen = times.First(record => record.Size >= offset).Time;
            // 50 ms on a machine with nothing else to do.
            Assert.InRange(seen - long.Parse(line), 0, 1000);
        }
    }

    [Fact]
    public void Sizes_grow_times_never_go_back_and_the_last_record_covers_the_log()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "for i in 1 2 3; do seq 1 30000; sleep 0.1; done")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        List<(long Time, long Size)> times = Records(JobFolderFiles.LogTimes("main", init: false));
        Assert.True(times.Count >= 2);
        foreach (((long Time, long Size) before, (long Time, long Size) after) in times.Zip(times.Skip(1)))
        {
            Assert.True(after.Size > before.Size);
            Assert.True(after.Time >= before.Time);
        }

        Assert.Equal(new FileInfo(folder.Of(JobFolderFiles.Log("main", init: false))).Length, times[^1].Size);
    }

    [Fact]
    public void The_output_of_each_run_is_found_by_its_record()
    {
        string again = folder.Of("again");
        ContainerPlan main = Plan.Sh("main", $"[ -e {again} ] && echo second && exit 0; touch {again}; echo first; exit 1");
        folder.Write(Plan.Of(main) with { RestartPolicy = RestartPolicy.OnFailure });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        List<(long Time, long Offset)> runs = Records(JobFolderFiles.LogRuns("main", init: false));
        Assert.Equal([0, "first\n".Length], runs.Select(run => run.Offset));
        Assert.Equal("second\n", folder.Log("main")[(int)runs[1].Offset..]);
        Assert.True(runs[0].Time <= runs[1].Time);
    }

    [Fact]
    public void A_container_may_write_much_and_nothing_of_it_is_lost()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "head -c 200000000 /dev/zero")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal(200_000_000, new FileInfo(folder.Of(JobFolderFiles.Log("main", init: false))).Length);
        Assert.Equal(200_000_000, Records(JobFolderFiles.LogTimes("main", init: false))[^1].Second);
    }

    private List<(long First, long Second)> Records(string file)
    {
        byte[] content = File.ReadAllBytes(folder.Of(file));
        Assert.Equal(0, content.Length % LogTimeIndex.RecordSize);
        return
        [
            .. content.Chunk(LogTimeIndex.RecordSize).Select(record =>
                (BinaryPrimitives.ReadInt64LittleEndian(record), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(8)))),
        ];
    }
}
