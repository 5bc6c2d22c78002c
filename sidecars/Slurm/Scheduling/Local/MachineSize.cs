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
                $"the pod asks for {asked.MemoryBytes / 1024 / 1024} MiB of memory and this machine has {MemoryBytes / 1024 / 1024}; "
                + "lower its limits.");
        }
    }

    private static long ReadMemory()
    {
        const string Path = "/proc/meminfo";
        // The runtime's own figure heeds a cgroup's limit, which is this program's, not its podlets'; it has to do where /proc is not
        // mounted.
        var line = File.Exists(Path)
            ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith("MemTotal:", StringComparison.Ordinal))
            : null;
        return line is null
            ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
