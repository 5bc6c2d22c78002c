using Interlink.Bench.Reports;

namespace Interlink.Bench.Figures;

/// <summary>Some figures that belong together.</summary>
internal interface IFigure
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a few words.</summary>
    string Summary { get; }

    /// <summary>Measures and writes the rows.</summary>
    /// <exception cref="BenchException">It cannot be measured here.</exception>
    void Measure(BenchSettings settings, FigureTable table);
}
