using System.Text;

namespace Interlink.Slurm.Planning.Flags;

/// <summary>
/// Splits sbatch flags into words: blanks and line ends separate, quotes and backslashes protect. Nothing else is special, because no shell
/// ever sees them and Slurm's own values are full of a shell's characters: <c>-w node[01-04] -C a&amp;b</c>.
/// </summary>
internal static class FlagWords
{
    /// <summary>Returns null and the words, or a sentence's end that says what is wrong.</summary>
    public static string? Split(string text, out List<string> words)
    {
        words = [];
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'')
            {
                if (++i == text.Length)
                    return "ends in a backslash";
                // A shell keeps the backslash inside double quotes unless it protects something there.
                if (quote == '"' && text[i] is not ('"' or '\\'))
                    word.Append('\\');
                word.Append(text[i]);
                inWord = true;
            }
            else if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word.Append(c);
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                inWord = true;
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (inWord)
            words.Add(word.ToString());
        return quote == '\0' ? null : $"has a {quote} without its partner";
    }
}
