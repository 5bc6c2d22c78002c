using System.Diagnostics;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

/// <summary>A system call at whose entry the sidecar is killed with SIGKILL.</summary>
/// <param name="Call">The call, as strace names it.</param>
/// <param name="Occurrence">Which one of the thread that gets there first, from 1.</param>
/// <param name="Files">Names of files in the pod's folder; when not empty only calls on these count.</param>
internal sealed record KillPoint(string Call, int Occurrence, params string[] Files)
{
    /// <summary>Arms it in a running sidecar.</summary>
    /// <returns>strace; it ends with the sidecar.</returns>
    public async Task<Process> ArmAsync(int sidecar, string folder)
    {
        string[] words =
        [
            "-f", "-b", "execve", "-qq", "-o", "/dev/null", "-p", $"{sidecar}",
            "-e", $"trace={Call}", "-e", $"inject={Call}:signal=SIGKILL:when={Occurrence}",
            .. Files.SelectMany(file => new[] { "-P", Path.Combine(folder, file) }),
        ];
        var strace = Process.Start(new ProcessStartInfo("strace", words) { RedirectStandardError = true })!;
        strace.ErrorDataReceived += (_, _) => { };
        strace.BeginErrorReadLine();
        await Eventually.TrueAsync("strace has every thread", () => Threads(sidecar).All(IsTraced), seconds: 10);
        return strace;
    }

    private static string[] Threads(int process) => Directory.GetDirectories($"/proc/{process}/task");

    private static bool IsTraced(string thread)
    {
        try
        {
            return !File.ReadLines(Path.Combine(thread, "status")).Contains("TracerPid:\t0");
        }
        catch (IOException)
        {
            return true;
        }
    }
}
