using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Chain;

/// <summary>The real API server in front of a scene's sidecar, and a virtual kubelet that speaks to it.</summary>
internal sealed class ApiServer : IDisposable
{
    private readonly string config;
    private readonly string logFile;
    private Process? process;

    public ApiServer(Scene scene, string further = "")
    {
        logFile = scene.Place("interlink.log");
        config = scene.Place("InterLinkConfig.yaml");
        var socket = scene.Place("api.sock");
        File.WriteAllText(config, $"""
            InterlinkAddress: "unix://{socket}"
            SidecarURL: "unix://{scene.Sidecar.Socket}"
            StatusIntervalSeconds: 1
            VerboseLogging: true
            {further}
            """);
        Client = new SidecarClient(socket, 0);
    }

    public SidecarClient Client { get; }

    public string Log => File.Exists(logFile) ? File.ReadAllText(logFile) : "";

    public async Task StartAsync()
    {
        process = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, Machine.ApiServer, "--interlinkconfigpath", config]));
        await Eventually.HoldsAsync("the API server answers", AnswersAsync, answers => answers, _ => Log);
    }

    public async Task StopAsync()
    {
        Posix.Signal(process!.Id, Posix.Terminate);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(0, process.ExitCode);
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <returns>The job's id.</returns>
    public async Task<string> CreateAsync(Pod pod)
    {
        var answer = await Client.SendAsync(HttpMethod.Post, "/create", pod.CreationRequest().ToJsonString());
        answer.Is(HttpStatusCode.OK);
        Assert.Equal(pod.Uid, (string?)answer.Json["PodUID"]);
        return (string)answer.Json["PodJID"]!;
    }

    public async Task<PodAnswer> StatusAsync(Pod pod)
    {
        var answer = await Client.StatusAsync(pod);
        answer.Is(HttpStatusCode.OK);
        return new PodAnswer((JsonObject)answer.Json.AsArray().Single()!);
    }

    public Task<PodAnswer> UntilAsync(Pod pod, string what, Func<PodAnswer, bool> holds) =>
        Eventually.HoldsAsync(what, () => StatusAsync(pod), holds, answer => $"{answer}; the API server's log: {Log}");

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill();
        process?.Dispose();
        Client.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await Client.GetAsync("/healthz")).Code == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            Assert.False(process!.HasExited, Log);
            return false;
        }
    }
}
