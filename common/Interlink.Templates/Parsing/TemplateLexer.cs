namespace Interlink.Templates.Parsing;

/// <summary>Splits a template into tokens: the text between actions, with the blanks that <c>{{-</c> and <c>-}}</c> take away.</summary>
internal sealed class TemplateLexer
{
    private const string Left = "{{";
    private const string Right = "}}";
    private const string CommentEnd = "*/";

    private readonly SourceText _source;
    private readonly List<Token> _tokens = [];

    private TemplateLexer(string text, string name)
    {
        _source = new SourceText(text, name);
    }

    /// <exception cref="TemplateException">It cannot be split.</exception>
    public static List<Token> Read(string text, string name) => new TemplateLexer(text, name).Read();

    private List<Token> Read()
    {
        while (!_source.AtEnd)
        {
            ReadText();
            if (!_source.AtEnd)
            {
                ReadAction();
            }
        }

        _tokens.Add(new Token(TokenKind.End, "", _source.Line));
        return _tokens;
    }

    private void ReadText()
    {
        int line = _source.Line;
        int length = _source.Rest.IndexOf(Left);
        ReadOnlySpan<char> text = length < 0 ? _source.Rest : _source.Rest[..length];
        if (length >= 0 && TrimsLeft(_source.Rest[(length + Left.Length)..]))
        {
            text = text.TrimEnd(SourceText.Blanks);
        }

        if (text.Length > 0)
        {
            _tokens.Add(new Token(TokenKind.Text, text.ToString(), line));
        }

        _source.Skip(length < 0 ? _source.Rest.Length : length);
    }

    private void ReadAction()
    {
        int line = _source.Line;
        int marker = TrimsLeft(_source.Rest[Left.Length..]) ? 2 : 0;
        _source.Skip(Left.Length + marker);
        if (_source.Rest.StartsWith("/*"))
        {
            SkipComment(line);
            return;
        }

        _tokens.Add(new Token(TokenKind.Open, Left, line));
        var action = new ActionLexer(_source, _tokens);
        Token close;
        while (!TryClose(out close))
        {
            action.ReadToken(line);
        }

        if (action.OpenParentheses > 0)
        {
            throw _source.Error(line, "a '(' is not closed");
        }

        _tokens.Add(close);
    }

    private void SkipComment(int line)
    {
        int end = _source.Rest.IndexOf(CommentEnd);
        if (end < 0)
        {
            throw _source.Error(line, "the comment is not closed");
        }

        _source.Skip(end + CommentEnd.Length);
        if (!TryClose(out _))
        {
            throw _source.Error(line, "a comment must end directly before '}}', as in {{/* text */}}");
        }
    }

    /// <summary>Reads <c>}}</c> or <c> -}}</c> with the blanks that the latter takes away.</summary>
    private bool TryClose(out Token close)
    {
        close = new Token(TokenKind.Close, Right, _source.Line);
        ReadOnlySpan<char> rest = _source.Rest;
        bool trims = ActionLexer.ClosesTrimmed(rest);
        if (!trims && !rest.StartsWith(Right))
        {
            return false;
        }

        _source.Skip(trims ? Right.Length + 2 : Right.Length);
        if (trims)
        {
            _source.Skip(_source.Rest.Length - _source.Rest.TrimStart(SourceText.Blanks).Length);
        }

        return true;
    }

    private static bool TrimsLeft(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] == '-' && SourceText.Blanks.Contains(text[1], StringComparison.Ordinal);
}
