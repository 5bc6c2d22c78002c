using System.Text.RegularExpressions;

namespace Interlink.Planning.Tests.Fields;

/// <summary>The tables of <c>docs/pod-features.md</c>.</summary>
internal static partial class FieldTable
{
    private static readonly string[][] Columns = [["apptainer"], ["enroot"], ["podman", "docker"], ["host"]];

    public static IReadOnlyList<FieldRow> Rows { get; } = [.. Read(Documents.Read("pod-features.md"))];

    private static IEnumerable<FieldRow> Read(string text)
    {
        string type = "";
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith('#'))
                type = Heading().Match(line).Groups[1].Value;
            if (type.Length == 0 || !line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            string[] cells = line.Trim('|', ' ').Split(" | ");
            Assert.True(cells.Length == Columns.Length + 1, $"The row {line} has not a cell for each runtime.");
            string? planner = cells[0].Contains("in a Slurm job", StringComparison.Ordinal) ? "slurm"
                : cells[0].Contains("with podlet run --pod", StringComparison.Ordinal) ? "podlet"
                : null;
            Dictionary<string, string> treatments = [];
            for (int column = 0; column < Columns.Length; column++)
            {
                foreach (string runtime in Columns[column])
                    treatments[runtime] = cells[column + 1].Trim().Split([' ', ';', ','])[0];
            }

            foreach (Match field in Code().Matches(cells[0]))
                yield return new FieldRow($"{type}.{field.Groups[1].Value}", planner, treatments);
        }
    }

    [GeneratedRegex(@"^#+ .*\(`([A-Za-z]+)`\)$")]
    private static partial Regex Heading();

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Code();
}
