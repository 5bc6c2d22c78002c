using System.Buffers;
using System.Text;

namespace Interlink.Processes;

/// <summary>Words as a POSIX shell reads and writes them, without a shell.</summary>
public static class ShellWords
{
    /// <summary>Characters that mean something to a shell outside quotes; <c>#</c> and <c>~</c> only at the start of a word.</summary>
    private const string Special = "|;&<>$`(){}*?[]!\n\r";

    private const string SafeCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:,+@%^";

    private static readonly SearchValues<char> Safe = SearchValues.Create(SafeCharacters);

    private static readonly SearchValues<char> SafeOption = SearchValues.Create(SafeCharacters + "=");

    /// <summary>
    /// Splits a text into words by the shell's rules for blanks, quotes and backslashes (POSIX, Shell Command Language, 2.2). Nothing is
    /// expanded: what a shell would expand or act on is refused, unless it is quoted.
    /// </summary>
    /// <exception cref="ShellSyntaxException">An unquoted special character, a quote without its end, a lone final backslash, or
    /// NUL.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is ' ' or '\t')
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }

                continue;
            }

            i = c switch
            {
                '\'' => ReadSingleQuoted(text, i, word),
                '"' => ReadDoubleQuoted(text, i, word),
                '\\' => ReadEscaped(text, i, word),
                _ => ReadPlain(text, i, word, first: !inWord),
            };
            inWord = true;
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>
    /// The one function that quotes a value for a POSIX shell: the shell reads the result as exactly one word with exactly these
    /// characters.
    /// A word without special characters stays as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The word holds NUL, which no shell can pass on.</exception>
    public static string Quote(string word)
    {
        if (word.Contains('\0'))
        {
            throw new ArgumentException("A word for a shell cannot hold the character NUL.", nameof(word));
        }

        if (IsSafe(word))
        {
            return word;
        }

        // The parts between single quotes are literal; the quotes themselves are escaped outside of them.
        return "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>
    /// Safe in every place of a command; <c>=</c> only in an option, as <c>A=b</c> in the first place would set a variable.
    /// </summary>
    private static bool IsSafe(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAnyExcept(word[0] == '-' ? SafeOption : Safe);

    private static int ReadPlain(string text, int at, StringBuilder word, bool first)
    {
        char c = text[at];
        if (c == '\0')
        {
            throw new ShellSyntaxException($"The character NUL at position {at + 1} cannot be part of a word.");
        }

        if (Special.Contains(c) || (first && c is '#' or '~'))
        {
            string name = c switch { '\n' => "A line break", '\r' => "A carriage return", _ => $"The character {c}" };
            throw new ShellSyntaxException(
                $"{name} at position {at + 1} is shell syntax, and no shell reads this text: quote it if it is meant literally.");
        }

        word.Append(c);
        return at;
    }

    private static int ReadEscaped(string text, int at, StringBuilder word)
    {
        if (at + 1 == text.Length)
        {
            throw new ShellSyntaxException($"The backslash at position {at + 1} has nothing after it.");
        }

        char escaped = text[at + 1];
        RefuseNul(escaped, at + 1);

        // A backslash before a line break joins the lines.
        if (escaped != '\n')
        {
            word.Append(escaped);
        }

        return at + 1;
    }

    private static int ReadSingleQuoted(string text, int at, StringBuilder word)
    {
        int end = text.IndexOf('\'', at + 1);
        if (end < 0)
        {
            throw new ShellSyntaxException($"The single quote at position {at + 1} is not closed.");
        }

        int nul = text.IndexOf('\0', at, end - at);
        RefuseNul(nul < 0 ? ' ' : '\0', nul);
        word.Append(text, at + 1, end - at - 1);
        return end;
    }

    private static int ReadDoubleQuoted(string text, int at, StringBuilder word)
    {
        for (int i = at + 1; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"':
                    return i;
                case '$' or '`':
                    throw new ShellSyntaxException(
                        $"The character {c} at position {i + 1} is shell syntax even in double quotes: "
                        + "use single quotes if it is meant literally.");
                case '\\' when i + 1 < text.Length && text[i + 1] is '$' or '`' or '"' or '\\':
                    word.Append(text[++i]);
                    break;
                case '\\' when i + 1 < text.Length && text[i + 1] == '\n':
                    i++;
                    break;
                default:
                    RefuseNul(c, i);
                    word.Append(c);
                    break;
            }
        }

        throw new ShellSyntaxException($"The double quote at position {at + 1} is not closed.");
    }

    private static void RefuseNul(char c, int at)
    {
        if (c == '\0')
        {
            throw new ShellSyntaxException($"The character NUL at position {at + 1} cannot be part of a word.");
        }
    }
}
