using Interlink.Bench.Reports;

namespace Interlink.Bench.Figures;

/// <summary>How large the static programs are.</summary>
internal sealed class BinarySizes : IFigure
{
    public string Name => "size";

    public string Summary => "bytes of the static programs";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        table.Add("slurm-sidecar, size of the file", new FileInfo(settings.Sidecar).Length / 1e6, "MB", 24);
        table.Add("podlet, size of the file", new FileInfo(settings.Podlet).Length / 1e6, "MB", 24);
    }
}
