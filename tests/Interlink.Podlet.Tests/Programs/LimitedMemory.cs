using Interlink.Podlet.Memory;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>A control group of the kernel with a limit on memory.</summary>
internal sealed class LimitedMemory : IDisposable
{
    private readonly string folder;

    private LimitedMemory(string folder, bool unified, long bytes)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        string limit = bytes.ToString();
        if (unified)
        {
            File.WriteAllText(folder + "/memory.max", limit);
            Shell.Run($"echo 0 > '{folder}/memory.swap.max'");
        }
        else
        {
            File.WriteAllText(folder + "/memory.limit_in_bytes", limit);
            Shell.Run($"echo {limit} > '{folder}/memory.memsw.limit_in_bytes'");
        }
    }

    /// <summary>Why none can be made; null when one can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>The words that put what they start into the group.</summary>
    public IReadOnlyList<string> Words => ["sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", folder];

    public static LimitedMemory Of(long bytes) => Try(bytes) ?? throw new InvalidOperationException(Missing);

    public void Dispose() => Shell.Run($"for i in 1 2 3 4 5 6 7 8 9; do rmdir '{folder}' && break; sleep 0.2; done");

    private static string? FindMissing()
    {
        try
        {
            using LimitedMemory? one = Try(1L << 30);
            return one is null ? "needs a memory control group that can be seen from here" : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "needs the right to make memory control groups";
        }
    }

    private static LimitedMemory? Try(long bytes)
    {
        MemoryCgroup? own = MemoryCgroup.Find(File.ReadAllText("/proc/self/cgroup"), File.ReadAllText("/proc/self/mountinfo"));
        // In v2 a group with processes may not hand the controller on: a sibling of the root's children can.
        return own is null ? null : new LimitedMemory($"{own.Mount}/interlink-test-{Guid.NewGuid():N}", own.Unified, bytes);
    }
}
