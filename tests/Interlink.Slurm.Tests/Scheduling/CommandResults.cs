using Interlink.Processes;

namespace Interlink.Slurm.Tests.Scheduling;

/// <summary>What a command might have answered.</summary>
internal static class CommandResults
{
    public static CommandResult Of(int code, string output, string error) =>
        new() { ExitCode = code, StandardOutput = output, StandardError = error, Duration = TimeSpan.Zero };
}
