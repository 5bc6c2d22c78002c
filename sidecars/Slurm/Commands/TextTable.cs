namespace Interlink.Slurm.Commands;

/// <summary>A table as kubectl prints one: columns three blanks apart, the last one as long as it likes.</summary>
internal sealed class TextTable(params string[] head)
{
    private const int Gap = 3;
    private readonly List<string[]> rows = [head];

    public void Add(params string[] row) => rows.Add([.. row.Select(Printable)]);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => rows.Max(row => row[column].Length) + Gap).ToList();
        foreach (var row in rows)
            output.WriteLine(string.Concat(row.Select((cell, column) => column == head.Length - 1 ? cell : cell.PadRight(widths[column]))));
    }

    // Names and reasons come from others: none of them may write to somebody's terminal.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
