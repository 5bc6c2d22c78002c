using Interlink.Processes;
using Interlink.Protocol;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Scheduling.Local;

/// <summary>The podlets of this machine: how they are started, found again and signalled.</summary>
internal sealed class LocalPodlets(CommandRunner runner, PodletProgram program)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    // This program may itself run in a job of Slurm's, which is not the pod's.
    private static readonly Dictionary<string, string?> NoJob = new()
    {
        ["SLURM_JOB_ID"] = null,
        ["SLURM_JOBID"] = null,
        ["SLURM_RESTART_COUNT"] = null,
    };

    /// <summary>Starts a folder's podlet and returns once it holds the folder's lock. One that runs already is a success.</summary>
    public async Task StartAsync(JobFolder folder, CancellationToken cancellationToken)
    {
        CommandResult result;
        try
        {
            var command = new Command
            {
                Executable = program.Path,
                Arguments = ["job", folder.Path, "--detach"],
                Environment = NoJob,
                Timeout = StartLimit,
            };
            result = await runner.RunAsync(command, cancellationToken);
        }
        catch (CommandStartException failure)
        {
            throw new SchedulerUnavailableException(failure.Message, failure);
        }
        if (result.ExitCode != 0 && !IsAlive(folder))
        {
            throw new SchedulerUnavailableException(
                $"{program.Path} could not start the pod of {folder.Path}: {SlurmCommands.OneLine(result.StandardError)}");
        }
    }

    /// <summary>True while a podlet works on the folder.</summary>
    public static bool IsAlive(JobFolder folder) => Posix.IsLocked(folder.File(JobFolderFiles.JobLock));

    /// <summary>True once a podlet has ever worked on the folder.</summary>
    public static bool HasStarted(JobFolder folder) => File.Exists(folder.File(JobFolderFiles.JobLock));

    /// <summary>Signals the folder's podlet; its number stands in the lock file, and is only true while the lock is held.</summary>
    public static void Signal(JobFolder folder, int signal)
    {
        if (IsAlive(folder) && folder.ReadLockHolder() is { } process)
            Posix.Signal(process, signal);
    }
}
