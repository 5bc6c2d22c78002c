using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Stats;

namespace Interlink.Podlet.Stats;

/// <summary>Measures what the containers use and keeps <see cref="JobFolderFiles.Stats"/>, for as long as there is a folder.</summary>
internal sealed class StatsSampler(JobFolder folder, PodPlan plan, TimeProvider time)
{
    /// <summary>How often: as a kubelet does.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset began = time.GetUtcNow();
    private readonly Dictionary<int, CpuStats> before = [];
    private long lastLook = time.GetTimestamp();
    private ulong ended;
    private CpuStats? podBefore;
    private bool isOff;

    /// <summary>How long until the next measurement; null when there is nobody to measure for.</summary>
    public TimeSpan? Wait
    {
        get
        {
            if (isOff)
                return null;
            TimeSpan left = Interval - time.GetElapsedTime(lastLook);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Measures when it is time to.</summary>
    /// <param name="running">The containers that run.</param>
    public void Look(Func<IReadOnlyList<MeasuredContainer>> running)
    {
        if (Wait is not { } wait || wait > TimeSpan.Zero)
            return;
        lastLook = time.GetTimestamp();
        int error = AtomicFile.TryReplace(folder.Of(JobFolderFiles.Stats), PodStatsJson.Write(Measure(running())), durable: false);
        // Any other failure passes, or is told by the files that matter.
        isOff = error == Errno.NoSuchFile;
    }

    private PodStats Measure(IReadOnlyList<MeasuredContainer> running)
    {
        DateTimeOffset now = time.GetUtcNow();
        Dictionary<int, List<int>> families = ContainerFamilies.Of(
            ProcessTree.DescendantsOf(LibC.ProcessId()), [.. running.Select(container => container.Process)], RootOf);
        List<ContainerStats> containers = [];
        ProcessUsage all = default;
        foreach (MeasuredContainer container in running)
        {
            ProcessUsage usage = default;
            foreach (int process in families[container.Process])
                usage += ProcessUsage.Of(process);
            CpuStats? previous = before.GetValueOrDefault(container.Process);
            CpuStats cpu = Cpu(now, usage.CpuNanoSeconds, previous);
            containers.Add(new ContainerStats(container.Name, container.StartedAt, cpu, Memory(now, usage)));
            before[container.Process] = cpu;
            all += usage with { CpuNanoSeconds = cpu.UsageCoreNanoSeconds };
        }

        foreach (int gone in before.Keys.Except(families.Keys).ToArray())
        {
            ended += before[gone].UsageCoreNanoSeconds;
            before.Remove(gone);
        }

        podBefore = Cpu(now, all.CpuNanoSeconds + ended, podBefore);
        return new PodStats
        {
            PodRef = new PodReference(plan.Name, plan.Namespace, plan.Uid),
            StartTime = began,
            Containers = containers,
            Cpu = podBefore,
            Memory = Memory(now, all),
        };

        int? RootOf(ProcessEntry orphan)
        {
            string? mark = JobMark.ContainerOf(orphan.Id);
            return mark is null ? null : running.FirstOrDefault(container => container.Mark == mark)?.Process;
        }
    }

    // What an orphan used is lost when podlet reaps it; a counter must not go back.
    private static CpuStats Cpu(DateTimeOffset now, ulong nanoSeconds, CpuStats? previous)
    {
        if (previous is null)
            return new CpuStats(now, null, nanoSeconds);
        ulong total = Math.Max(nanoSeconds, previous.UsageCoreNanoSeconds);
        double seconds = Math.Max(0.001, (now - previous.Time).TotalSeconds);
        return new CpuStats(now, (ulong)((total - previous.UsageCoreNanoSeconds) / seconds), total);
    }

    private static MemoryStats Memory(DateTimeOffset now, ProcessUsage usage) => new(now, usage.OwnBytes + usage.SharedBytes, usage.OwnBytes);
}
