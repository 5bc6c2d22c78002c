using Interlink.Bench.Figures;
using Interlink.Bench.Machines;
using Interlink.Bench.Reports;

namespace Interlink.Bench;

/// <summary>What scripts/bench asks for: <c>PROGRAMS STAND-INS WORK [--quick] [FIGURE…]</c>, or <c>--list</c>.</summary>
internal static class BenchCommandLine
{
    private static readonly IFigure[] Figures =
    [
        new BinarySizes(),
        new ColdStart(),
        new ResidentMemory(),
        new CreateCalls(),
        new StatusCalls(),
        new LogReading(),
        new LogFollowing(),
        new IdleFollowers(),
        new PodletCost(),
        new PodletProbes(),
        new Relay(),
        new KubernetesCluster(),
        new RealSlurm(),
    ];

    public static int Run(string[] args)
    {
        if (args is ["--list"])
        {
            foreach (IFigure figure in Figures)
                Console.WriteLine($"  {figure.Name,-10} {figure.Summary}");
            return 0;
        }

        if (args is not [var programs, var standIns, var work, .. var rest])
            throw new BenchException("is started by scripts/bench.");
        bool quick = rest.Contains("--quick");
        string[] names = [.. rest.Where(word => word != "--quick")];
        if (names.FirstOrDefault(name => !Figures.Any(figure => figure.Name == name)) is { } unknown)
        {
            string known = string.Join(' ', Figures.Select(figure => figure.Name));
            throw new BenchException($"there is no figure '{unknown}'; there are: {known}.");
        }
        var settings = new BenchSettings { Programs = programs, StandIns = standIns, Work = work, Quick = quick };
        return Measure(settings, [.. Figures.Where(figure => names.Length == 0 || names.Contains(figure.Name))]);
    }

    // One figure that fails must not hide the others.
    private static int Measure(BenchSettings settings, IReadOnlyList<IFigure> figures)
    {
        string rounds = settings.Quick ? "; few rounds" : "";
        Console.WriteLine($"Machine: {Machine.Describe(settings.Work)}; load {Machine.Load} at the beginning{rounds}\n");
        var table = new FigureTable(Console.Out);
        bool complete = true;
        foreach (IFigure figure in figures)
        {
            try
            {
                figure.Measure(settings, table);
            }
            catch (Exception failure) when (failure is BenchException or IOException or System.Net.Sockets.SocketException)
            {
                table.AddMissing(figure.Name, failure.Message);
                complete = false;
            }
        }

        Console.WriteLine($"\nload {Machine.Load} at the end");
        return complete ? 0 : 1;
    }
}
