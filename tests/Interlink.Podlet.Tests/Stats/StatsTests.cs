using System.Diagnostics;
using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Stats;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Stats;

namespace Interlink.Podlet.Tests.Stats;

/// <summary>What containers use, measured of real processes.</summary>
public sealed class StatsTests : IDisposable
{
    private readonly PodFolder folder = new();
    private readonly SteppedTime time = new();

    public void Dispose()
    {
        if (Directory.Exists(folder.Path))
            folder.Dispose();
    }

    [Fact]
    public void Time_and_memory_are_those_of_the_containers_processes()
    {
        // A shell whose child is busy and whose other child holds 64 MB.
        using Process container = Process.Start("/bin/bash", ["-c", """
            (while :; do :; done) & (big=$(head -c 64000000 /dev/zero | tr '\0' x); while :; do sleep 0.1; done) & wait
            """]);
        try
        {
            StatsSampler sampler = Sampler();
            PodStats first = Look(sampler, container.Id);
            Eventually.True(
                () => Look(sampler, container.Id) is { } stats
                    && stats.Containers.Single().Cpu.UsageCoreNanoSeconds > first.Cpu.UsageCoreNanoSeconds + 100_000_000
                    && stats.Containers.Single().Memory.RssBytes > 64_000_000,
                () => folder.Text(JobFolderFiles.Stats));
            PodStats last = Look(sampler, container.Id);
            Assert.Equal("main", last.Containers.Single().Name);
            Assert.Equal(("pod", "default"), (last.PodRef.Name, last.PodRef.Namespace));
            Assert.True(last.Memory.WorkingSetBytes >= last.Memory.RssBytes);
            Assert.True(last.Memory.RssBytes < 1_000_000_000);
            Assert.NotNull(last.Containers.Single().Cpu.UsageNanoCores);
        }
        finally
        {
            container.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void The_pods_time_keeps_what_ended_containers_used()
    {
        using Process busy = Process.Start("/bin/bash", ["-c", "while :; do :; done"]);
        StatsSampler sampler = Sampler();
        Eventually.True(() => Look(sampler, busy.Id).Cpu.UsageCoreNanoSeconds > 0, () => folder.Text(JobFolderFiles.Stats));
        busy.Kill();
        busy.WaitForExit();
        ulong used = PodStatsJson.Read(File.ReadAllBytes(folder.Of(JobFolderFiles.Stats))).Cpu.UsageCoreNanoSeconds;
        PodStats after = Look(sampler, null);
        Assert.Empty(after.Containers);
        Assert.Equal(used, after.Cpu.UsageCoreNanoSeconds);
    }

    [Fact]
    public void Nothing_is_measured_before_its_time_nor_after_the_folder_is_gone()
    {
        StatsSampler sampler = Sampler();
        sampler.Look(() => throw new InvalidOperationException("too early"));
        Assert.False(folder.Has(JobFolderFiles.Stats));
        Directory.Delete(folder.Path, recursive: true);
        time.Step(StatsSampler.Interval);
        sampler.Look(() => []);
        Assert.Null(sampler.Wait);
        sampler.Look(() => throw new InvalidOperationException("off"));
    }

    [Fact]
    public void A_process_belongs_to_the_container_it_descends_from_or_whose_session_or_mark_it_has()
    {
        ProcessEntry[] processes =
        [
            new(10, 1, 10), new(11, 10, 10), new(12, 11, 12), new(20, 1, 20), new(13, 1, 10), new(14, 1, 14), new(15, 14, 14), new(30, 1, 30),
        ];
        Dictionary<int, List<int>> families = ContainerFamilies.Of(processes, [10, 20], orphan => orphan.Id == 14 ? 10 : null);
        Assert.Equal([10, 11, 12, 13, 14, 15], families[10]);
        Assert.Equal([20], families[20]);
    }

    private StatsSampler Sampler() => new(new JobFolder(folder.Path), Plan.Of(Plan.Sh("main", "true")), time);

    private PodStats Look(StatsSampler sampler, int? process)
    {
        time.Step(StatsSampler.Interval);
        sampler.Look(() => process is { } id ? [new MeasuredContainer("main", "run-main", id, null)] : []);
        return PodStatsJson.Read(File.ReadAllBytes(folder.Of(JobFolderFiles.Stats)));
    }

    private sealed class SteppedTime : TimeProvider
    {
        private TimeSpan now = TimeSpan.FromDays(20_000);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Step(TimeSpan by) => now += by;

        public override long GetTimestamp() => now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + now;
    }
}
