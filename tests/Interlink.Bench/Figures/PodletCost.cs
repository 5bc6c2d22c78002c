using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Bench.Figures;

/// <summary>What podlet adds to a container's start, and the memory it takes while the container runs.</summary>
internal sealed class PodletCost : IFigure
{
    private const string True = "/bin/true";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public string Name => "podlet";

    public string Summary => "start overhead and memory of podlet";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        Launch(settings, table);
        Pod(settings, table);
        Resident(settings, table);
    }

    private static void Launch(BenchSettings settings, FigureTable table)
    {
        string[] launch = [settings.Podlet, "launch", "--parent", $"{Environment.ProcessId}", "--", True];
        // In turns, so that noise meets both.
        List<double> direct = [], launched = [];
        for (int round = 0; round < settings.Rounds(200, 50); round++)
        {
            direct.Add(Took([True]));
            launched.Add(Took(launch));
        }

        table.Add("true, started directly", new Samples(direct), "ms");
        table.Add("true, through podlet launch", new Samples(launched), "ms");
        table.Add("podlet launch adds", new Samples(direct.Zip(launched, (without, with) => with - without)), "ms", 15);
    }

    private static void Pod(BenchSettings settings, FigureTable table)
    {
        List<double> shell = [], run = [], runCpu = [], job = [];
        for (int round = 0; round < settings.Rounds(50, 10); round++)
        {
            string folder = Folder(settings, $"true-{round}", ["true"]);
            string another = Folder(settings, $"true-job-{round}", ["true"]);
            shell.Add(Took(["/bin/sh", "-c", "true"]));
            run.Add(Took([settings.Podlet, "run", folder], out double cpu));
            runCpu.Add(cpu);
            job.Add(Took([settings.Podlet, "job", another]));
        }

        table.Add("sh -c true", new Samples(shell), "ms");
        table.Add("podlet run of a pod that is true, host runtime", new Samples(run), "ms");
        table.Add("podlet run of a pod that is true, CPU of all its processes", new Samples(runCpu), "ms");
        var added = new Samples(shell.Zip(run, (without, with) => with - without));
        table.Add("podlet run adds to sh -c true", added, "ms", 15, "states written and synced");
        table.Add("podlet job of a pod that is true, host runtime", new Samples(job), "ms");
    }

    private static void Resident(BenchSettings settings, FigureTable table)
    {
        List<double> total = [], anonymous = [], guard = [];
        for (int round = 0; round < settings.Rounds(3, 1); round++)
        {
            using Child podlet = Child.Start([settings.Podlet, "run", Folder(settings, $"sleep-{round}", ["sleep", "60"])]);
            Pause.For(Rest);
            total.Add(ProcessUse.Megabytes(podlet.Id, "VmRSS"));
            anonymous.Add(ProcessUse.Megabytes(podlet.Id, "RssAnon"));
            guard.Add(ProcessUse.ChildrenOf(podlet.Id).Where(IsPodlet).Sum(child => ProcessUse.Megabytes(child, "VmRSS")));
            podlet.Terminate();
            podlet.WaitForExit();
        }

        table.Add("podlet resident, one container", new Samples(total), "MB", 12);
        table.Add("podlet resident, one container, anonymous", new Samples(anonymous), "MB");
        table.Add("podlet's guard resident", new Samples(guard), "MB", remarks: "its code is shared with podlet");
    }

    private static bool IsPodlet(int process) => File.ReadAllText($"/proc/{process}/comm").StartsWith("podlet", StringComparison.Ordinal);

    private static double Took(string[] words) => Took(words, out _);

    private static double Took(string[] words, out double cpuMilliseconds)
    {
        long begun = Clock.Now;
        using Child child = Child.Start(words);
        int code = child.WaitForExit();
        double took = Clock.MillisecondsSince(begun);
        cpuMilliseconds = child.CpuMilliseconds;
        return code == 0 ? took : throw new BenchException($"{string.Join(' ', words)} ended with code {code}.");
    }

    private static string Folder(BenchSettings settings, string name, string[] command)
    {
        string folder = Path.Combine(settings.Work, "podlet", name);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, JobFolderFiles.Plan), PlanJson.Write(new PodPlan
        {
            Namespace = "default",
            Name = name,
            Uid = $"uid-{name}",
            RestartPolicy = RestartPolicy.Never,
            TerminationGracePeriodSeconds = 5,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            Containers = [new ContainerPlan { Name = "main", Image = "none", Command = command }],
        }));
        return folder;
    }
}
