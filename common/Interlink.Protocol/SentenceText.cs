namespace Interlink.Protocol;

/// <summary>Text for people that may quote what others wrote.</summary>
public static class SentenceText
{
    /// <summary>The same without line ends and other control characters: it goes into answers and logs, where a line is a statement.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
