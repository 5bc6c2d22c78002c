using System.Text;
using Interlink.Processes;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Scripts;

/// <summary>Writes <c>job.slurm</c>: the flags, and podlet in place of the shell.</summary>
internal static class BatchScript
{
    private const string End = "INTERLINK_CONTENT";
    private const string Exec = "exec ";
    private const string Unpack = " --unpack <<'";

    /// <param name="bash">The shell of the first line.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="podlet">Where podlet is on the node.</param>
    /// <param name="jobFolder">The job folder on the node.</param>
    /// <param name="content">What podlet has to make in that folder first; null when all is there.</param>
    public static string Write(string bash, SbatchFlagList flags, string podlet, string jobFolder, NodeContent? content)
    {
        var text = new StringBuilder();
        text.Append("#!").Append(bash).Append('\n');
        foreach (var flag in flags.Flags)
            text.Append("#SBATCH ").Append(flag.Text).Append('\n');
        text.Append('\n').Append(Exec).Append(ShellWords.Quote(podlet)).Append(" job ").Append(ShellWords.Quote(jobFolder));
        // On standard input, where no other user sees it; JSON is one line and cannot be the last one.
        if (content is not null)
            text.Append(Unpack).Append(End).Append("'\n").Append(Encoding.ASCII.GetString(NodeContent.Write(content))).Append('\n').Append(End);
        text.Append('\n');
        return text.ToString();
    }

    /// <summary>The podlet and the job folder that a script names; null when it is not one of <see cref="Write"/>.</summary>
    public static (string Podlet, string Folder)? Read(IEnumerable<string> lines)
    {
        if (lines.FirstOrDefault(line => line.StartsWith(Exec, StringComparison.Ordinal)) is not { } line)
            return null;
        int content = line.IndexOf(Unpack, StringComparison.Ordinal);
        try
        {
            return ShellWords.Split(content < 0 ? line : line[..content]) is [_, var podlet, "job", var folder] ? (podlet, folder) : null;
        }
        catch (ShellSyntaxException)
        {
            return null;
        }
    }
}
