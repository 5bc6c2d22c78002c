using System.Globalization;

namespace Interlink.Bench.Reports;

/// <summary>The table of figures, in Markdown; a row is printed as soon as it is known.</summary>
internal sealed class FigureTable
{
    private const int NameWidth = 66;

    private readonly TextWriter output;

    public FigureTable(TextWriter output)
    {
        this.output = output;
        Write("figure", "median", "min – max", "n", "target", "remarks");
        output.WriteLine($"|{new string('-', NameWidth + 2)}|----------:|--------------------:|-----:|---------:|---|");
    }

    /// <summary>A row: median and range of the samples. The target is in the same unit; null where there is none.</summary>
    public void Add(string name, Samples samples, string unit, double? target = null, string remarks = "") => Write(
        name,
        $"{Number(samples.Median)} {unit}".TrimEnd(),
        samples.Count == 1 ? "" : $"{Number(samples.Lowest)} – {Number(samples.Highest)}",
        samples.Count.ToString(CultureInfo.InvariantCulture),
        target is { } aim ? $"{Number(aim)} {unit}".TrimEnd() : "",
        remarks);

    /// <summary>A row with one value.</summary>
    public void Add(string name, double value, string unit, double? target = null, string remarks = "") =>
        Add(name, new Samples([value]), unit, target, remarks);

    /// <summary>A row that says how many times the first is the second.</summary>
    public void AddRatio(string name, Samples first, Samples second, string remarks = "") =>
        Write(name, $"× {Number(first.Median / second.Median)}", "", "", "", remarks);

    /// <summary>A row that says why there is no figure.</summary>
    public void AddMissing(string name, string reason) => Write(name, "—", "", "", "", reason);

    private void Write(string name, string median, string range, string count, string target, string remarks) =>
        output.WriteLine($"| {name.PadRight(NameWidth)} | {median,9} | {range,19} | {count,4} | {target,8} | {remarks} |");

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.995 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 99.95 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };
}
