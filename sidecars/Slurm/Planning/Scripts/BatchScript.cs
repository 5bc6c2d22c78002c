using System.Text;
using Interlink.Processes;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Scripts;

/// <summary>Writes <c>job.slurm</c>: the flags, and podlet in place of the shell.</summary>
internal static class BatchScript
{
    public static string Write(string bash, SbatchFlagList flags, string podlet, string jobFolder)
    {
        var text = new StringBuilder();
        text.Append("#!").Append(bash).Append('\n');
        foreach (var flag in flags.Flags)
            text.Append("#SBATCH ").Append(flag.Text).Append('\n');
        text.Append("\nexec ").Append(ShellWords.Quote(podlet)).Append(" job ").Append(ShellWords.Quote(jobFolder)).Append('\n');
        return text.ToString();
    }
}
