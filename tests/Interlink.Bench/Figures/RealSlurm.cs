using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;
using Interlink.Protocol;

namespace Interlink.Bench.Figures;

/// <summary>The same calls with the Slurm of this machine. Its jobs are held, so none of them runs; all are cancelled at the end.</summary>
internal sealed class RealSlurm : IFigure
{
    private const string Flags = "--hold --time=10";
    private const int Clients = 8;

    public string Name => "slurm";

    public string Summary => "/create and /status with a real Slurm, where SLURM_CONF is set";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        if (Environment.GetEnvironmentVariable("SLURM_CONF") is not { Length: > 0 })
        {
            table.AddMissing("real Slurm", "SLURM_CONF is not set");
            return;
        }

        SidecarHome home = SidecarHome.CreateForSlurm(settings, "slurm");
        string ids = Path.Combine(settings.Work, "sbatch.out");
        try
        {
            Samples bare = Bare(settings, ids);
            table.Add("real Slurm: sbatch by itself", bare, "ms");
            Measure(settings, table, home, bare);
        }
        finally
        {
            Cancel(home, ids);
        }
    }

    private static void Measure(BenchSettings settings, FigureTable table, SidecarHome home, Samples bare)
    {
        int oneByOne = settings.Rounds(50, 20);
        int atOnce = settings.Rounds(150, 80);
        using (Sidecar sidecar = home.Start())
        using (SidecarConnection connection = sidecar.ConnectWarm())
        {
            int next = 0;
            Samples creates = Samples.Of(oneByOne, () =>
            {
                byte[] request = SamplePod.CreateRequest(next++, Flags);
                return Clock.MillisecondsOf(() => connection.Ask("POST", "/create", request));
            });
            table.Add("real Slurm: /create one by one, p50", creates, "ms");
            table.Add("real Slurm: /create one by one, p95", creates.Percentile(95), "ms");
            table.AddRatio("real Slurm: /create one by one, p50, as a multiple of sbatch", creates, bare);
            var creations = new Creations(home.Socket, Flags);
            double seconds = creations.Run(oneByOne, atOnce, Clients);
            table.Add($"real Slurm: /create with {Clients} clients", atOnce / seconds, "/s", remarks: $"{creations.Refusals.Count} failed");
        }

        Status(settings, table, home, oneByOne + atOnce);
    }

    private static void Status(BenchSettings settings, FigureTable table, SidecarHome home, int pods)
    {
        byte[] question = SamplePod.StatusRequest(pods, Flags);
        Samples first = Samples.Of(settings.Rounds(5, 2), () =>
        {
            using Sidecar sidecar = home.Start();
            using SidecarConnection connection = sidecar.Connect();
            return Clock.MillisecondsOf(() => connection.Ask("GET", "/status", question));
        });
        table.Add($"real Slurm: /status of {pods:N0}, the first call after the start", first, "ms", remarks: "waits for squeue");
        using Sidecar warm = home.Start();
        using SidecarConnection kept = warm.ConnectWarm();
        kept.Ask("GET", "/status", question);
        Samples later = Samples.Of(settings.Rounds(50, 20), () => Clock.MillisecondsOf(() => kept.Ask("GET", "/status", question)));
        table.Add($"real Slurm: /status of {pods:N0}, from the snapshot", later, "ms");
    }

    private static Samples Bare(BenchSettings settings, string ids)
    {
        string script = Path.Combine(settings.Work, "job.sh");
        File.WriteAllText(script, "#!/bin/sh\ntrue\n");
        return Samples.Of(settings.Rounds(20, 5), () => Clock.MillisecondsOf(() =>
        {
            if (Child.Run(["sbatch", "--parsable", "--hold", "--output=/dev/null", script], ids) != 0)
                throw new BenchException($"sbatch failed: {File.ReadLines(ids).Last()}");
        }));
    }

    private static void Cancel(SidecarHome home, string ids)
    {
        var jobs = File.Exists(ids) ? File.ReadAllLines(ids).ToList() : [];
        if (Directory.Exists(home.Jobs))
            jobs.AddRange(Directory.EnumerateFiles(home.Jobs, JobFolderFiles.JobId, SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] known = [.. jobs.Where(job => job.Length > 0 && job.All(char.IsAsciiDigit))];
        if (known.Length > 0)
            Child.Run(["scancel", .. known]);
    }
}
