using System.Globalization;
using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>A parent may have started this process with SIGCHLD ignored; then the kernel throws exit codes away.</summary>
internal static class IgnoredChildren
{
    public static void Restore()
    {
        const string Status = "/proc/self/status";
        if (File.Exists(Status) && IsIgnored(File.ReadLines(Status)))
        {
            Libc.Signal(Libc.SigChld, 0);
        }
    }

    internal static bool IsIgnored(IEnumerable<string> status)
    {
        string? mask = status.FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return mask is not null
            && ulong.TryParse(mask.AsSpan(7).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ignored)
            && (ignored & (1UL << (Libc.SigChld - 1))) != 0;
    }
}
