using System.Text.RegularExpressions;
using Interlink.Processes;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>
/// Reads what sbatch made of a submission. Three things must be told apart: it never reached Slurm (try again), Slurm refuses (say so),
/// and nobody knows (look for the job first). Transcripts of sbatch show that "Socket timed out" often comes after the job was taken.
/// </summary>
internal static partial class SbatchAnswer
{
    private static readonly string[] Unreached =
    [
        "Unable to contact slurm controller",
        "Could not establish a configuration source",
        "Protocol authentication error",
        "Unexpected message received",
        "Zero Bytes were transmitted or received",
        "Unable to allocate resources: Connection",
        "Munge ",
        "munge ",
        "If munged is up",
        "please try again",
        "Please try again",
        "temporarily unable to accept job",
        "Resource temporarily unavailable",
        "fatal: Unable to process configuration file",
    ];

    private static readonly string[] Unknown =
    [
        "Socket timed out",
        "Transport endpoint is not connected",
        "Connection reset",
        "Connection timed out",
        "Broken pipe",
        "Unable to send",
        "Unable to receive",
        "Communication",
    ];

    /// <summary>The job's id.</summary>
    /// <exception cref="SubmissionRefusedException">Slurm refuses the job.</exception>
    /// <exception cref="SubmissionUncertainException">The job may have been submitted.</exception>
    /// <exception cref="SchedulerUnavailableException">The job has not been submitted.</exception>
    public static JobId Read(CommandResult result)
    {
        if (result.ExitCode == 0)
        {
            return FindId(result.StandardOutput)
                ?? throw new SubmissionUncertainException(
                    $"sbatch succeeded but printed no job id: {SlurmCommands.OneLine(result.StandardOutput)}");
        }
        var words = SlurmCommands.OneLine(result.StandardError.Trim().Length > 0 ? result.StandardError : result.StandardOutput);
        if (Unknown.Any(sign => words.Contains(sign, StringComparison.Ordinal)) || result.ExitCode > 128 && !SpokeItself(words))
            throw new SubmissionUncertainException(words);
        if (Unreached.Any(sign => words.Contains(sign, StringComparison.Ordinal)) || result.ExitCode is 126 or 127)
            throw new SchedulerUnavailableException(words);
        throw new SubmissionRefusedException(words);
    }

    // A code above 128 is a signal or, 255, ssh's own; sbatch uses 255 too, for options it does not understand, and then says "sbatch:".
    private static bool SpokeItself(string words) => words.Contains("sbatch: ", StringComparison.Ordinal);

    private static JobId? FindId(string output)
    {
        // A site's wrapper may print more than sbatch does: the last line that is an id counts.
        var line = output.Split('\n', StringSplitOptions.TrimEntries).LastOrDefault(line => IdLine().IsMatch(line));
        return line is null ? null : JobId.Parse(IdLine().Match(line).Groups[1].Value);
    }

    [GeneratedRegex(@"^(?:Submitted batch job )?(\d+(?:;[\w.-]+)?)(?: on cluster \S+)?$")]
    private static partial Regex IdLine();
}
