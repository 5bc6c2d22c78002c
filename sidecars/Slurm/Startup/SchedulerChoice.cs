using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Startup;

/// <summary>Decides which scheduler <c>Scheduler: auto</c> means: Slurm where sbatch is, else the embedded one.</summary>
internal static class SchedulerChoice
{
    public static bool UsesSlurm(SlurmOptions options) => options.Scheduler switch
    {
        SchedulerKind.Slurm => true,
        SchedulerKind.Local => false,
        _ => IsThere(options.Sbatch[0]),
    };

    /// <summary>Takes back what only makes sense for jobs on other machines.</summary>
    public static SlurmOptions Settle(SlurmOptions options) =>
        UsesSlurm(options) ? options : options with { SharedFs = null, NodeRootFolder = null };

    private static bool IsThere(string program) =>
        program.Contains('/', StringComparison.Ordinal)
            ? File.Exists(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
