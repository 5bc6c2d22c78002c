using System.Collections.Concurrent;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

/// <summary>Kills the sidecar at one step of a creation after the other.</summary>
public class KillSweepTests
{
    private const string Steps = "mkdir,openat,pwrite64,fchmod,fsync,rename";
    private const int AtOnce = 4;
    private const int Most = 80;

    private static readonly string[] WrittenAfterSubmission = ["PodUID.uid", "PodNamespace.ns", ".JobID.jid.new", "JobID.jid"];

    [TheoryNeeding(Needs.Strace)]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_sidecar_killed_at_any_step_of_a_creation_leaves_no_pod_or_one_job(JobScheduler scheduler, Containers containers)
    {
        Assert.Equal(Containers.Host, containers);
        var before = await SweepAsync(scheduler, occurrence => new KillPoint(Steps, occurrence));
        Assert.InRange(before, 8, Most);
        var after = await SweepAsync(scheduler, occurrence => new KillPoint(Steps, occurrence, WrittenAfterSubmission));
        Assert.InRange(after, 4, Most);
    }

    /// <summary>Goes on to later occurrences until a creation is answered.</summary>
    /// <returns>How many times the sidecar died.</returns>
    private static async Task<int> SweepAsync(JobScheduler scheduler, Func<int, KillPoint> point)
    {
        var deaths = 0;
        for (var first = 1; first < Most; first += AtOnce)
        {
            var outcomes = new ConcurrentBag<bool>();
            await Parallel.ForEachAsync(
                Enumerable.Range(first, AtOnce),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (occurrence, _) => outcomes.Add(await DiesAsync(scheduler, point(occurrence))));
            deaths += outcomes.Count(died => died);
            if (outcomes.Any(died => !died))
                break;
        }
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
        if (died)
        {
            await scene.Sidecar.ExitedAsync();
            await strace.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            await scene.Sidecar.StartAsync();
            Assert.Empty(Directory.GetDirectories(scene.Jobs, ".new-*"));
            if (!Directory.Exists(scene.Folder(pod)))
            {
                Assert.True((await scene.StatusAsync(pod)).AllUnknown);
                if (scheduler == JobScheduler.Slurm)
                    Assert.Empty(await scene.SlurmJobsAsync(pod));
                await scene.CreateAsync(pod);
            }
        }
        else
        {
            // Its kill point may still lie ahead; it is not what this test is about.
            Posix.Signal(strace.Id, Posix.Terminate);
            await strace.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            if (!scene.Sidecar.Runs)
                await scene.Sidecar.StartAsync();
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
