namespace Interlink.Slurm.Planning.Flags;

/// <summary>
/// Quotes a value for a <c>#SBATCH</c> line. Slurm reads such a line itself, not with a shell: blanks separate, quotes of both kinds group,
/// and a backslash protects the next character everywhere, between single quotes too.
/// </summary>
internal static class SbatchQuote
{
    /// <summary>Longest value in bytes: sbatch reads each word into 8 KiB.</summary>
    public const int MaxBytes = 8000;

    // A colon in front would end the job's part of a heterogeneous one.
    public static string Quote(string value) =>
        value.Length > 0 && value[0] != ':' && value.All(c => char.IsAsciiLetterOrDigit(c) || "%+,-./:=@_[]&|*!~^()".Contains(c))
            ? value
            : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
