namespace Interlink.Templates.Parsing;

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    private const int Longest = 40;

    public bool Is(string keyword) => Kind == TokenKind.Keyword && Text == keyword;

    /// <summary>As errors name it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.Space => "a blank",
        TokenKind.Open => "'{{'",
        TokenKind.Close => "'}}'",
        TokenKind.Field => $"'.{Text}'",
        _ => Text.Length <= Longest ? $"'{Text}'" : $"'{Text.AsSpan(0, Longest)}…'",
    };
}
