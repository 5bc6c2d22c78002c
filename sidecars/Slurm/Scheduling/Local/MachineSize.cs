using System.Globalization;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Scheduling.Local;

/// <summary>What this machine has.</summary>
internal sealed record MachineSize(int Cpus, long MemoryBytes)
{
    public static MachineSize Read() => new(Environment.ProcessorCount, ReadMemory());

    /// <summary>Refuses what would wait for ever.</summary>
    /// <exception cref="SubmissionRefusedException">More is asked for than the machine has.</exception>
    public void Check(PlannedResources asked)
    {
        if (asked.Cpus > Cpus)
            throw new SubmissionRefusedException($"the pod asks for {asked.Cpus} CPUs and this machine has {Cpus}; lower its limits.");
        if (asked.MemoryBytes > MemoryBytes)
        {
            throw new SubmissionRefusedException(
                $"the pod asks for {asked.MemoryBytes / 1024 / 1024} MiB of memory and this machine has {MemoryBytes / 1024 / 1024}; lower its limits.");
        }
    }

    // GC.GetGCMemoryInfo tells of a cgroup's limit as well, which is what this program may use, not its podlets.
    private static long ReadMemory()
    {
        foreach (var line in File.ReadLines("/proc/meminfo"))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return long.Parse(words[1], CultureInfo.InvariantCulture) * 1024;
            }
        }
        return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
