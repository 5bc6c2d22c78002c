namespace Interlink.Templates.Parsing;

/// <summary>A template's text and how far it has been read.</summary>
internal sealed class SourceText(string text, string name)
{
    /// <summary>What counts as blank.</summary>
    public const string Blanks = " \t\r\n";

    private int _position;

    /// <summary>The line that is being read, from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool AtEnd => _position == text.Length;

    public ReadOnlySpan<char> Rest => text.AsSpan(_position);

    public void Skip(int length) => Take(length);

    public ReadOnlySpan<char> Take(int length)
    {
        ReadOnlySpan<char> taken = Rest[..length];
        Line += taken.Count('\n');
        _position += length;
        return taken;
    }

    public TemplateException Error(int line, string problem) => new(name, line, problem);
}
