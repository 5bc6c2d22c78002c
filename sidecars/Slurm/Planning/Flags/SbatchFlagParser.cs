using System.Text;

namespace Interlink.Slurm.Planning.Flags;

/// <summary>Reads words into flags as sbatch's own parser would, and refuses what the sidecar relies on.</summary>
internal static class SbatchFlagParser
{
    /// <summary>Returns null and the flags, or a sentence; <paramref name="source"/> is its subject: where the words come from.</summary>
    public static string? Parse(IReadOnlyList<string> words, string source, out List<SbatchFlag> flags)
    {
        flags = [];
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            string? next = i + 1 < words.Count && !IsFlag(words[i + 1]) ? words[i + 1] : null;
            bool taken = false;
            if (!IsFlag(word))
                return $"{source} holds the word '{Shown(word)}', which belongs to no flag: write flags as --name=value or -x value.";
            string? problem = word.StartsWith("--", StringComparison.Ordinal)
                ? Long(word[2..], next, source, flags, ref taken)
                : Short(word[1..], next, source, flags, ref taken);
            if (problem is not null)
                return problem;
            i += taken ? 1 : 0;
        }

        return null;
    }

    // A negative number is a value.
    private static bool IsFlag(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

    private static string? Long(string text, string? next, string source, List<SbatchFlag> flags, ref bool taken)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        // One letter after two dashes is an abbreviation that only sbatch can resolve, and it would be taken for the short flag here.
        if (name.Length < 2 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || name[0] == '-')
            return $"{source} holds '--{Shown(name)}', which is no flag of sbatch.";
        taken = equals < 0 && next is not null && !SbatchFlagNames.TakesNoValue(name);
        return Add(new SbatchFlag(name, equals >= 0 ? text[(equals + 1)..] : taken ? next : null), source, flags);
    }

    private static string? Short(string text, string? next, string source, List<SbatchFlag> flags, ref bool taken)
    {
        for (int i = 0; i < text.Length; i++)
        {
            string name = text[i].ToString();
            if (!char.IsAsciiLetter(text[i]))
                return $"{source} holds '-{Shown(name)}', which is no flag of sbatch.";
            if (!SbatchFlagNames.TakesNoValue(name))
            {
                taken = i + 1 == text.Length && next is not null && name != "k";
                string? value = taken ? next : i + 1 < text.Length ? text[(i + 1)..] : null;
                // The value of -k is optional and only ever glued to it.
                return Add(new SbatchFlag(name == "k" ? "no-kill" : name, value), source, flags);
            }

            if (Add(new SbatchFlag(name, null), source, flags) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? Add(SbatchFlag flag, string source, List<SbatchFlag> flags)
    {
        if (SbatchFlagNames.IsRefused(flag.Name))
        {
            return $"{source} holds {flag}, which the sidecar does not accept, because it runs one job per pod and keeps its output in the "
                + "pod's own folder: remove it.";
        }

        if (flag.Value is { } value && value.Any(char.IsControl))
            return $"{source} gives {flag} a value with a line end or another control character, which a batch script cannot hold: "
                + "remove it.";
        if (flag.Value is { } text && Encoding.UTF8.GetByteCount(text) > SbatchQuote.MaxBytes)
            return $"{source} gives {flag} a value of more than {SbatchQuote.MaxBytes} bytes, which sbatch cannot read: shorten it.";
        flags.Add(flag);
        return null;
    }

    private static string Shown(string word) => new([.. word.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
}
