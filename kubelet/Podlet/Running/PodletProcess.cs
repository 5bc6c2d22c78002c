using Interlink.Podlet.Native;

namespace Interlink.Podlet.Running;

/// <summary>Other processes of this program.</summary>
internal static class PodletProcess
{
    /// <summary>True when the process runs this very program.</summary>
    public static bool IsOne(int process)
    {
        try
        {
            string? target = File.ResolveLinkTarget($"/proc/{process}/exe", returnFinalTarget: false)?.FullName;
            return target is not null && target == File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>True when the process runs this program and descends from this process.</summary>
    public static bool IsBelow(int process) =>
        IsOne(process) && ProcessTree.DescendantsOf(LibC.ProcessId()).Exists(entry => entry.Id == process);
}
