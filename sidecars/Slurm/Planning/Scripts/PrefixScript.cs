using System.Text;
using Interlink.Planning;
using Interlink.Planning.Scripts;
using Interlink.Processes;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning.Scripts;

/// <summary>Writes <c>prefix.sh</c>: what administrator and user want to run in a shell around the pod.</summary>
internal static class PrefixScript
{
    private const string MeshFile = "mesh.sh";

    /// <summary>
    /// The text; null when nothing asks for a shell. A mesh script found in the pre-exec is added to <paramref name="files"/>.
    /// </summary>
    public static string? Write(PodView pod, SlurmOptions options, string podlet, string jobFolder, List<PlannedFile> files)
    {
        var parts = new List<string>();
        if (options.Tsocks is { } tsocks)
            parts.Add(TsocksTunnel.Open(tsocks));
        AddText(parts, options.CommandPrefix);
        if (PodAnnotations.Of(pod.Annotations, PodAnnotations.PodIp) is { Length: > 0 } ip)
            parts.Add($"export POD_IP={ShellWords.Quote(WithoutNul(ip, PodAnnotations.PodIp))}\n");
        AddText(parts, Annotation(pod, PodAnnotations.WstunnelCommands));

        var mesh = MeshHeredoc.Split(Annotation(pod, PodAnnotations.PreExec));
        AddText(parts, mesh.Rest);
        string run = $"{ShellWords.Quote(podlet)} run {ShellWords.Quote(jobFolder)}";
        if (mesh.Script is { } script)
        {
            files.Add(new PlannedFile(MeshFile, Encoding.UTF8.GetBytes(script), Private.Script));
            run = $"{ShellWords.Quote($"{jobFolder}/{MeshFile}")} {run}";
        }

        if (parts.Count == 0 && mesh.Script is null)
            return null;
        // The empty line keeps a backslash at the end of someone's text from joining our line to it.
        parts.Add(options.Tsocks is null ? run + "\n" : TsocksTunnel.RunAndClose(run));
        return string.Join('\n', parts);
    }

    private static string Annotation(PodView pod, string name) =>
        WithoutNul(PodAnnotations.Of(pod.Annotations, name), name).ReplaceLineEndings("\n");

    private static string WithoutNul(string text, string annotation) => text.Contains('\0', StringComparison.Ordinal)
        ? throw Reject.Invalid($"The annotation {annotation} holds a NUL character, which no script can: remove it.")
        : text;

    private static void AddText(List<string> parts, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            parts.Add(text.Trim('\n') + "\n");
    }
}
