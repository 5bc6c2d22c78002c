namespace Interlink.Templates.Parsing;

/// <summary>Goes through the tokens of a template.</summary>
internal sealed class TokenReader(List<Token> tokens, string name)
{
    /// <summary>The place, to which <see cref="Return"/> goes back.</summary>
    public int Place { get; private set; }

    public Token Current => tokens[Place];

    public void Return(int place) => Place = place;

    public Token Next()
    {
        Token token = tokens[Place];
        Place = Math.Min(Place + 1, tokens.Count - 1);
        return token;
    }

    public void SkipSpace()
    {
        while (Current.Kind == TokenKind.Space)
        {
            Next();
        }
    }

    public Token NextBesideSpace()
    {
        SkipSpace();
        return Next();
    }

    public Token Expect(TokenKind kind, string construct)
    {
        Token token = NextBesideSpace();
        return token.Kind == kind ? token : throw Unexpected(token, construct);
    }

    /// <summary>What a template is called in <c>define</c>, <c>block</c> and <c>template</c>.</summary>
    public string ExpectName(string construct)
    {
        Token token = Expect(TokenKind.String, construct);
        return Literals.Text(token.Text) ?? throw Unexpected(token, construct);
    }

    public TemplateException Unexpected(Token token, string construct) => Error(token.Line, $"{token} is not expected in {construct}");

    public TemplateException Error(int line, string problem) => new(name, line, problem);
}
