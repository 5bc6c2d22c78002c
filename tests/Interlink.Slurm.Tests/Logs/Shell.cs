using System.Diagnostics;

namespace Interlink.Slurm.Tests.Logs;

/// <summary>Programs that write logs.</summary>
internal static class Shell
{
    public static async Task RunAsync(string script)
    {
        using var process = Process.Start("/bin/sh", ["-c", script]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
