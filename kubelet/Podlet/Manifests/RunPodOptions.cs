namespace Interlink.Podlet.Manifests;

/// <summary>The command line of <c>podlet run --pod</c>.</summary>
/// <param name="File">The manifest; <c>-</c> is standard input.</param>
/// <param name="Runtime">What starts the containers; null for the first there is.</param>
/// <param name="Folder">The job folder to make; null for one of a free name.</param>
/// <param name="Keep">True when the folder stays.</param>
internal sealed record RunPodOptions(string File, string? Runtime, string? Folder, bool Keep)
{
    /// <summary>Reads the words after <c>run</c>; null when they are something else.</summary>
    public static RunPodOptions? Parse(string[] words)
    {
        (string? file, string? runtime, string? folder, bool keep) = (null, null, null, false);
        for (int at = 0; at < words.Length; at++)
        {
            string? value = at + 1 < words.Length ? words[at + 1] : null;
            switch (words[at])
            {
                case "--keep": keep = true; continue;
                case "--pod" when value is not null: file = value; break;
                case "--runtime" when value is not null: runtime = value; break;
                case "--folder" when value is not null: folder = value; break;
                default: return null;
            }

            at++;
        }

        return file is null ? null : new RunPodOptions(file, runtime, folder, keep || folder is not null);
    }
}
