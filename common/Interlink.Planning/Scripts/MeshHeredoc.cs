namespace Interlink.Planning.Scripts;

/// <summary>A pre-exec, taken apart.</summary>
/// <param name="Script">The mesh script, through which the pod is started; null when there is none.</param>
/// <param name="Rest">What runs before.</param>
internal sealed record MeshHeredoc(string? Script, string Rest)
{
    /// <summary>The annotation that holds a pre-exec.</summary>
    public const string Annotation = "slurm-job.vk.io/pre-exec";

    private const string End = "EOFMESH";

    /// <summary>
    /// Splits off the heredoc <c>cat &lt;&lt;'EOFMESH' &gt; $TMPDIR/mesh.sh</c>. The lines that made the script executable and started it
    /// go with
    /// it: the file lies elsewhere now, and is started with the pod as its arguments.
    /// </summary>
    public static MeshHeredoc Split(string preExec)
    {
        string[] lines = preExec.Split('\n');
        int first = Array.FindIndex(lines, IsBegin);
        if (first < 0)
            return new MeshHeredoc(null, preExec);
        int last = Array.FindIndex(lines, first + 1, line => line == End);
        if (last < 0)
        {
            throw Reject.Invalid($"The annotation {Annotation} begins a mesh script with {End}, but no line {End} ends it: "
                + "add that line.");
        }

        string script = string.Join('\n', lines[(first + 1)..last]) + "\n";
        var rest = lines[..first].Concat(lines[(last + 1)..].Where(line => !IsAboutMesh(line)));
        return new MeshHeredoc(script, string.Join('\n', rest));
    }

    private static bool IsBegin(string line) =>
        Bare(line) is "cat<<EOFMESH>$TMPDIR/mesh.sh" && (line.Contains("'EOFMESH'") || line.Contains("\"EOFMESH\""));

    private static bool IsAboutMesh(string line) =>
        Bare(line) is "$TMPDIR/mesh.sh" or "exec$TMPDIR/mesh.sh" or "chmod+x$TMPDIR/mesh.sh" or "chmod755$TMPDIR/mesh.sh"
            or "chmod700$TMPDIR/mesh.sh" or "chmodu+x$TMPDIR/mesh.sh";

    // The line without blanks, quotes and braces: the ways to write the same.
    private static string Bare(string line) => new([.. line.Where(c => c is not (' ' or '\t' or '"' or '\'' or '{' or '}'))]);
}
