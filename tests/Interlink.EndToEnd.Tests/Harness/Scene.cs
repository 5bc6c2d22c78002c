using System.Net;
using System.Text.Json.Nodes;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>
/// A folder, a sidecar on it, and the pods a test gives it. Its end deletes the pods and proves that no
/// process of theirs is left on the machine.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly List<Pod> pods = [];
    private readonly SidecarSettings settings;
    private readonly string mark;

    private Scene(SidecarSettings settings, string? folder)
    {
        this.settings = settings;
        Root = folder ?? Directory.CreateTempSubdirectory("il-e2e-").FullName;
        mark = $"INTERLINK_E2E_SCENE={Root}";
        Sidecar = new SidecarProcess(Root, mark, settings);
    }

    /// <summary>The folder everything of the scene is in.</summary>
    public string Root { get; }

    /// <summary>The sidecar's DataRootFolder.</summary>
    public string Jobs => settings.DataRoot ?? Path.Combine(Root, "jobs");

    public SidecarProcess Sidecar { get; }

    public SidecarClient Client => Sidecar.Client;

    /// <summary>A scene whose sidecar has not been started.</summary>
    public static Scene Set(SidecarSettings settings, string? folder = null) => new(settings, folder);

    public static async Task<Scene> StartAsync(SidecarSettings settings)
    {
        var scene = Set(settings);
        await scene.Sidecar.StartAsync();
        return scene;
    }

    public static Task<Scene> StartAsync(JobScheduler scheduler, Containers containers = Containers.Host) =>
        StartAsync(SidecarSettings.On(scheduler, containers));

    public string Folder(Pod pod) => Path.Combine(Jobs, $"{pod.Namespace}-{pod.Uid}");

    public string File(Pod pod, string name) => Path.Combine(Folder(pod), name);

    /// <summary>A path in the scene's folder.</summary>
    public string Place(string name) => Path.Combine(Root, name);

    /// <summary>A folder of the scene that pods mount at its own path, as both runtimes can.</summary>
    public string Share()
    {
        var share = Place("share");
        Directory.CreateDirectory(share);
        Posix.OpenToAll(share);
        return share;
    }

    /// <summary>Creates a pod, which must be accepted.</summary>
    /// <returns>The job's id.</returns>
    public async Task<string> CreateAsync(Pod pod)
    {
        Note(pod);
        var answer = await Client.CreateAsync(pod);
        answer.Is(HttpStatusCode.OK);
        Assert.Equal(pod.Uid, (string?)answer.Json["PodUID"]);
        return (string)answer.Json["PodJID"]!;
    }

    /// <summary>Has the pod deleted at the scene's end.</summary>
    public void Note(Pod pod)
    {
        lock (pods)
            pods.Add(pod);
    }

    public async Task<PodAnswer> StatusAsync(Pod pod)
    {
        var answer = await Client.StatusAsync(pod);
        answer.Is(HttpStatusCode.OK);
        return new PodAnswer((JsonObject)answer.Json.AsArray().Single()!);
    }

    /// <summary>Asks for the status until it is as wanted.</summary>
    public Task<PodAnswer> UntilAsync(Pod pod, string what, Func<PodAnswer, bool> holds, double seconds = 30) => Eventually.HoldsAsync(
        what,
        () => StatusAsync(pod),
        holds,
        answer => $"{answer}\nof {Folder(pod)}; the sidecar's log: {Sidecar.LogTail}{BatchOutput(pod)}",
        seconds);

    public Task<PodAnswer> RunningAsync(Pod pod, double seconds = 30) =>
        UntilAsync(pod, "all containers run", answer => answer.AllRun, seconds);

    public Task<PodAnswer> EndedAsync(Pod pod, double seconds = 30) =>
        UntilAsync(pod, "all containers have ended", answer => answer.AllEnded, seconds);

    public async Task<string> LogAsync(Pod pod, string container = "main", JsonObject? options = null)
    {
        var answer = await Client.LogAsync(pod, container, options);
        answer.Is(HttpStatusCode.OK);
        return answer.Body;
    }

    /// <summary>Deletes a pod and waits until its folder is gone and the pod is unknown.</summary>
    public async Task DeleteAsync(Pod pod, double seconds = 30)
    {
        (await Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        await GoneAsync(pod, seconds);
        await UntilAsync(pod, "the pod is unknown", answer => answer.AllUnknown, 5);
    }

    public Task GoneAsync(Pod pod, double seconds = 30) => Eventually.TrueAsync(
        $"{Folder(pod)} is gone",
        () => !Directory.Exists(Folder(pod)),
        () => $"it is there; the sidecar's log: {Sidecar.LogTail}",
        seconds);

    /// <summary>Waits until <c>/readyz</c> answers with a code.</summary>
    public Task<HttpAnswer> ReadyAsync(HttpStatusCode code) => Eventually.HoldsAsync(
        $"/readyz answers {(int)code}", () => Client.GetAsync("/readyz"), answer => answer.Code == code, answer => $"{answer}");

    public Task<IReadOnlyList<SlurmJob>> SlurmJobsAsync() => SlurmQueue.JobsBelowAsync(Jobs);

    /// <summary>Jobs of a pod that Slurm knows, ended ones too.</summary>
    public async Task<IReadOnlyList<SlurmJob>> SlurmJobsAsync(Pod pod) =>
        [.. (await SlurmJobsAsync()).Where(job => job.Script == File(pod, "job.slurm"))];

    /// <summary>The state in which the pod's job ended: when the pod has ended, Slurm may call it running for a moment more.</summary>
    public async Task<string> JobEndAsync(Pod pod)
    {
        var ended = await Eventually.HoldsAsync(
            "squeue says how the job ended",
            async () => Assert.Single(await SlurmJobsAsync(pod)),
            job => !job.IsActive,
            job => job.State);
        return ended.State;
    }

    /// <summary>What is left of the scene's processes, the sidecar itself aside.</summary>
    public IReadOnlyList<int> Processes() =>
        [.. ProcessTable.WithVariable(mark).Where(process => !Sidecar.Runs || process != Sidecar.Id)];

    public Task NoProcessIsLeftAsync() => Eventually.TrueAsync(
        "no process of a pod is left", () => Processes().Count == 0, () => ProcessTable.Describe(Processes()), 10);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Sidecar.Runs)
            {
                await LeaveAsync();
                Assert.Equal(0, await Sidecar.StopAsync());
            }
        }
        finally
        {
            await CleanUpAsync();
        }
    }

    private async Task LeaveAsync()
    {
        foreach (var pod in pods)
            (await Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        foreach (var pod in pods)
            await GoneAsync(pod, 60);
        await NoProcessIsLeftAsync();
    }

    // Whatever a failed test left must not disturb the next one.
    private async Task CleanUpAsync()
    {
        Sidecar.Dispose();
        if (settings.Scheduler == JobScheduler.Slurm)
        {
            foreach (var job in (await SlurmJobsAsync()).Where(job => job.IsActive))
                await SlurmQueue.CancelAsync(job.Id);
        }
        foreach (var process in ProcessTable.WithVariable(mark))
            Posix.Signal(process, Posix.Kill);
        if (Environment.GetEnvironmentVariable("INTERLINK_E2E_KEEP") is null)
            await Command.RunAsync("rm", "-rf", Root);
    }

    private string BatchOutput(Pod pod) =>
        System.IO.File.Exists(File(pod, "job.out"))
            ? $"\nits job.out: {System.IO.File.ReadAllText(File(pod, "job.out"))}"
            : "";
}
