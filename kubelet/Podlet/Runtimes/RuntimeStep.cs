using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>A call of the runtime that is no container: it is waited for.</summary>
internal static class RuntimeStep
{
    /// <summary>Runs it to its end, its output added to a file; its exit code, 128 when it could not be started.</summary>
    public static int Run(IReadOnlyList<string> words, string output = "/dev/null")
    {
        LaunchOptions options = new() { Parent = LibC.ProcessId(), Log = output, Words = words };
        try
        {
            LaunchedProcess process = LaunchedProcess.Start(options, NullSeparated.Read("/proc/self/environ"));
            return Reaper.Reap(process.Id).ExitCode;
        }
        catch (PodletException failed)
        {
            StandardError.Say(failed.Message);
            return ExitCodes.CannotStart;
        }
    }

    /// <summary>Runs it and returns the last line it printed, for warnings may stand in front; null when it failed.</summary>
    /// <param name="words">The command.</param>
    /// <param name="file">Where its output may be for that time.</param>
    public static string? Ask(IReadOnlyList<string> words, string file)
    {
        try
        {
            File.Delete(file);
            string? answer = Run(words, file) == 0 ? File.ReadAllText(file).Trim().Split('\n')[^1] : null;
            File.Delete(file);
            return answer;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes what the runtime keeps of containers of an earlier podlet, or of one that was killed.</summary>
    public static void RemoveLeftovers(PodPlan plan, string folder)
    {
        foreach (ContainerPlan container in plan.InitContainers.Concat(plan.Containers))
        {
            if (ContainerProgram.Of(plan, container, folder).Removal is { } removal)
                Run(removal);
        }
    }
}
