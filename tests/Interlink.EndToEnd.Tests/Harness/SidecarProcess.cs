using System.Diagnostics;
using System.Net;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>The real slurm-sidecar, started, stopped, killed and started again on the same folder.</summary>
internal sealed class SidecarProcess : IDisposable
{
    // What the configuration says must not be overridden by the environment of the tests.
    private static readonly string[] Overrides =
        ["SIDECARPORT", "SBATCHPATH", "SCANCELPATH", "SQUEUEPATH", "SINFOPATH", "SRUNPATH", "SINGULARITYPATH", "TSOCKS", "SHARED_FS"];

    private readonly SidecarSettings settings;
    private readonly string config;
    private readonly string mark;
    private Process? process;

    /// <param name="root">The scene's folder.</param>
    /// <param name="mark">A variable that tells the processes of this scene from all others.</param>
    /// <param name="settings">What the test wants.</param>
    public SidecarProcess(string root, string mark, SidecarSettings settings)
    {
        this.settings = settings;
        this.mark = mark;
        Socket = settings.Transport == Transport.UnixSocket ? Path.Combine(root, "sidecar.sock") : null;
        Port = Socket is null ? FreePort.Find() : 0;
        LogFile = Path.Combine(root, "sidecar.log");
        config = Path.Combine(root, "SlurmConfig.yaml");
        File.WriteAllText(config, settings.ToYaml(root, Socket, Port));
        Client = new SidecarClient(Socket, Port);
    }

    public string? Socket { get; }

    public int Port { get; }

    public string LogFile { get; }

    public SidecarClient Client { get; }

    public int Id => process!.Id;

    public bool Runs => process is { HasExited: false };

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    public string LogTail => string.Join('\n', Log.Split('\n').TakeLast(25));

    /// <summary>Starts it and returns when it answers.</summary>
    public async Task StartAsync()
    {
        Launch();
        await Eventually.HoldsAsync("the sidecar answers", AnswersAsync, answers => answers, _ => $"its log: {LogTail}");
    }

    /// <summary>Starts it and returns its exit code; for configurations that are to be refused.</summary>
    public async Task<int> StartToFailAsync()
    {
        Launch();
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
        return process.ExitCode;
    }

    /// <summary>Ends it by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(double seconds = 15)
    {
        Posix.Signal(Id, Posix.Terminate);
        try
        {
            await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        }
        catch (TimeoutException)
        {
            process!.Kill();
            Assert.Fail($"The sidecar did not end within {seconds} s of SIGTERM; its log: {LogTail}");
        }
        return process.ExitCode;
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await ExitedAsync();
    }

    /// <summary>Waits until something else has ended it.</summary>
    public Task ExitedAsync() => process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));

    public void Dispose()
    {
        if (Runs)
            process!.Kill();
        process?.Dispose();
        Client.Dispose();
    }

    private void Launch()
    {
        // Through a shell that becomes the sidecar: a file outlives it, a pipe to this process would not.
        var program = Path.Combine(settings.Binaries, "slurm-sidecar");
        string[] words =
        [
            "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", LogFile,
            .. settings.Through, program, "--SlurmConfigpath", config,
        ];
        var start = new ProcessStartInfo("/bin/sh", words);
        foreach (var name in Overrides)
            start.Environment.Remove(name);
        var separator = mark.IndexOf('=', StringComparison.Ordinal);
        start.Environment[mark[..separator]] = mark[(separator + 1)..];
        process?.Dispose();
        process = Process.Start(start);
    }

    private async Task<bool> AnswersAsync()
    {
        if (!Runs)
            Assert.Fail($"The sidecar ended with code {process!.ExitCode}; its log: {LogTail}");
        try
        {
            return (await Client.GetAsync("/healthz")).Code == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
