using System.Buffers;

namespace Interlink.Templates.Parsing;

/// <summary>Reads the tokens between <c>{{</c> and <c>}}</c>.</summary>
internal sealed class ActionLexer(SourceText source, List<Token> tokens)
{
    private static readonly SearchValues<string> Keywords = SearchValues.Create(
        ["block", "break", "continue", "define", "else", "end", "if", "nil", "range", "template", "with"], StringComparison.Ordinal);

    private const string WordEnds = SourceText.Blanks + ".,|:()=";

    /// <summary>How many <c>(</c> are open; <c>}}</c> may stand only when none is.</summary>
    public int OpenParentheses { get; private set; }

    /// <summary>Whether a blank, <c>-}}</c> stands here.</summary>
    public static bool ClosesTrimmed(ReadOnlySpan<char> rest) =>
        rest.Length >= 4 && SourceText.Blanks.Contains(rest[0], StringComparison.Ordinal) && rest[1..].StartsWith("-}}");

    /// <summary>Reads one token.</summary>
    /// <param name="began">The line where the action began.</param>
    public void ReadToken(int began)
    {
        ReadOnlySpan<char> rest = source.Rest;
        if (rest.IsEmpty)
        {
            throw source.Error(began, "the action is not closed by '}}'");
        }

        switch (rest[0])
        {
            case ' ' or '\t' or '\r' or '\n':
                AddBlanks();
                break;
            case '(':
                OpenParentheses++;
                Add(TokenKind.LeftParenthesis, 1);
                break;
            case ')':
                OpenParentheses--;
                Add(TokenKind.RightParenthesis, OpenParentheses >= 0 ? 1 : throw source.Error(source.Line, "a ')' is too many"));
                break;
            case '|':
                Add(TokenKind.Pipe, 1);
                break;
            case ',':
                Add(TokenKind.Comma, 1);
                break;
            case '=':
                Add(TokenKind.Assign, 1);
                break;
            case ':':
                Add(TokenKind.Declare, rest.StartsWith(":=") ? 2 : throw source.Error(source.Line, "after ':' a '=' is expected"));
                break;
            case '"' or '\'':
                Add(rest[0] == '"' ? TokenKind.String : TokenKind.Character, QuotedLength(rest));
                break;
            case '`':
                Add(TokenKind.String, RawLength(rest));
                break;
            case '.' when rest.Length == 1 || !char.IsAsciiDigit(rest[1]):
                AddField(rest);
                break;
            case '$':
                AddWord(TokenKind.Variable, 1 + WordLength(rest[1..]));
                break;
            case '.' or '+' or '-':
                AddNumber(rest);
                break;
            case >= '0' and <= '9':
                AddNumber(rest);
                break;
            case var first when IsWord(first):
                AddIdentifier(rest[..WordLength(rest)].ToString());
                break;
            default:
                throw source.Error(source.Line, $"the character {Shown(rest)} is not understood in an action");
        }
    }

    private void AddBlanks()
    {
        int length = 0;
        while (!ClosesTrimmed(source.Rest[length..]) && source.Rest[length..] is [' ' or '\t' or '\r' or '\n', ..])
        {
            length++;
        }

        Add(TokenKind.Space, length);
    }

    private void AddField(ReadOnlySpan<char> rest)
    {
        int length = WordLength(rest[1..]);
        if (length == 0)
        {
            AddWord(TokenKind.Dot, 1);
            return;
        }

        source.Skip(1);
        AddWord(TokenKind.Field, length);
    }

    private void AddIdentifier(string word)
    {
        TokenKind kind = Keywords.Contains(word) ? TokenKind.Keyword : word is "true" or "false" ? TokenKind.Bool : TokenKind.Identifier;
        AddWord(kind, word.Length);
    }

    /// <summary>What begins like a number is one up to where a number cannot go on; whether it is right is seen later.</summary>
    private void AddNumber(ReadOnlySpan<char> rest)
    {
        int length = 1;
        while (length < rest.Length
            && (IsWord(rest[length]) || rest[length] == '.' || (rest[length] is '+' or '-' && rest[length - 1] is 'e' or 'E')))
        {
            length++;
        }

        Add(TokenKind.Number, length);
    }

    /// <summary>A word must end where something else may begin.</summary>
    private void AddWord(TokenKind kind, int length)
    {
        ReadOnlySpan<char> after = source.Rest[length..];
        bool ends = after.IsEmpty || WordEnds.Contains(after[0], StringComparison.Ordinal) || after.StartsWith("}}");
        if (!ends)
        {
            throw source.Error(source.Line, $"the character {Shown(after)} cannot stand after '{source.Rest[..length]}'");
        }

        Add(kind, length);
    }

    private void Add(TokenKind kind, int length)
    {
        int line = source.Line;
        tokens.Add(new Token(kind, source.Take(length).ToString(), line));
    }

    private int QuotedLength(ReadOnlySpan<char> rest)
    {
        for (int i = 1; i < rest.Length && rest[i] != '\n'; i++)
        {
            if (rest[i] == rest[0])
            {
                return i + 1;
            }

            // An escaped line end is not allowed either.
            i += rest[i] == '\\' && i + 1 < rest.Length && rest[i + 1] != '\n' ? 1 : 0;
        }

        throw source.Error(source.Line, rest[0] == '"' ? "a text in quotes is not closed" : "a character in quotes is not closed");
    }

    private int RawLength(ReadOnlySpan<char> rest)
    {
        int end = rest[1..].IndexOf('`');
        return end >= 0 ? end + 2 : throw source.Error(source.Line, "a text in backquotes is not closed");
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsWord(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static string Shown(ReadOnlySpan<char> text) =>
        char.IsControl(text[0]) || char.IsSurrogate(text[0]) ? $"U+{(int)text[0]:X4}" : $"'{text[0]}'";
}
