using System.Collections.Concurrent;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

/// <summary>Kills the sidecar at one step of a creation after the other.</summary>
public class KillSweepTests
{
    private const int Most = 40;

    // strace counts each call for itself, and for each thread: every call is swept on its own.
    private static readonly string[] Steps = ["mkdir", "openat", "pwrite64", "fchmod", "fsync", "rename"];

    // The thread that goes on after the submission may be another one and begins to count anew.
    private static readonly string[] WrittenAfterSubmission =
    [
        ".PodUID.uid.new", ".PodNamespace.ns.new", ".JobID.jid.new", "PodUID.uid", "PodNamespace.ns", "JobID.jid",
    ];

    // A pod has at least a script and a plan, each written and synced, and its folder is renamed into place.
    private static readonly (string Call, int Times)[] Least =
    [
        ("mkdir", 1), ("openat", 4), ("pwrite64", 2), ("fsync", 4), ("rename", 1), ("openat later", 3), ("rename later", 3),
    ];

    private static readonly ParallelOptions SweepsAtOnce = new() { MaxDegreeOfParallelism = 4 };

    [TheoryNeeding(Needs.Strace)]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_sidecar_killed_at_any_step_of_a_creation_leaves_no_pod_or_one_job(JobScheduler scheduler, Containers containers)
    {
        Assert.Equal(Containers.Host, containers);
        var deaths = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Steps, SweepsAtOnce, async (call, _) =>
            deaths[call] = await SweepAsync(scheduler, occurrence => new KillPoint(call, occurrence)));
        await Parallel.ForEachAsync(new[] { "openat", "pwrite64", "rename" }, SweepsAtOnce, async (call, _) =>
            deaths[call + " later"] = await SweepAsync(scheduler, occurrence => new KillPoint(call, occurrence, WrittenAfterSubmission)));
        foreach (var (call, least) in Least)
            Assert.True(deaths[call] >= least, $"the sidecar died only {deaths[call]} times at {call}");
    }

    /// <summary>Goes on to later occurrences until a creation is answered.</summary>
    /// <returns>How many times the sidecar died.</returns>
    private static async Task<int> SweepAsync(JobScheduler scheduler, Func<int, KillPoint> point)
    {
        var deaths = 0;
        while (deaths < Most && await DiesAsync(scheduler, point(deaths + 1)))
            deaths++;
        return deaths;
    }

    private static async Task<bool> DiesAsync(JobScheduler scheduler, KillPoint point)
    {
        await using var scene = await Scene.StartAsync(scheduler);
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; exit 2");
        scene.Note(pod);
        using var strace = await point.ArmAsync(scene.Sidecar.Id, scene.Folder(pod));
        var died = await CreateToDieAsync(scene, pod);
        // An answer means that the kill point was not reached; then the sidecar is killed here, which the pod survives as well.
        if (!died)
            Posix.Signal(scene.Sidecar.Id, Posix.Kill);
        await scene.Sidecar.ExitedAsync();
        await strace.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        await scene.Sidecar.StartAsync();
        Assert.Empty(Directory.GetDirectories(scene.Jobs, ".new-*"));
        if (!Directory.Exists(scene.Folder(pod)))
        {
            Assert.True(died, "an accepted pod is lost");
            Assert.True((await scene.StatusAsync(pod)).AllUnknown);
            if (scheduler == JobScheduler.Slurm)
                Assert.Empty(await scene.SlurmJobsAsync(pod));
            await scene.CreateAsync(pod);
        }
        var ended = await scene.EndedAsync(pod);
        Assert.True(ended.ExitCode() == 2, $"{point}: {ended}");
        var ran = (await File.ReadAllLinesAsync(runs)).Length;
        Assert.True(ran == 1, $"{point}: the pod ran {ran} times");
        if (scheduler == JobScheduler.Slurm)
            Assert.Single(await scene.SlurmJobsAsync(pod));
        return died;
    }

    private static async Task<bool> CreateToDieAsync(Scene scene, Pod pod)
    {
        try
        {
            (await scene.Client.CreateAsync(pod)).Is(System.Net.HttpStatusCode.OK);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
