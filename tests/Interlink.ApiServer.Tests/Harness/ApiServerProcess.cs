using System.Diagnostics;
using System.Text;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>The real program as a child process: the static binary where INTERLINK_BIN names its folder, else the one that was built here.</summary>
internal sealed class ApiServerProcess : IDisposable
{
    private static readonly string[] Overrides =
        ["INTERLINKURL", "INTERLINKPORT", "SIDECARURL", "SIDECARPORT", "INTERLINKCONFIGPATH", "ENABLE_PPROF", "ENABLE_TRACING"];

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    public ApiServerProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Environment.GetEnvironmentVariable("INTERLINK_BIN") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "interlink")))
        {
            start.FileName = Path.Combine(folder, "interlink");
        }
        else
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "interlink.dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in Overrides)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += Note;
        _process.OutputDataReceived += Note;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public long ResidentKilobytes => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ')[^2]);

    /// <summary>Waits until it listens.</summary>
    public Task StartedAsync() => UntilAsync(() => Log.Contains(" listens on ", StringComparison.Ordinal), "it listens");

    public Task LoggedAsync(string text) => UntilAsync(() => Log.Contains(text, StringComparison.Ordinal), $"the log says '{text}'");

    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        return await EndedAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task UntilAsync(Func<bool> happened, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!happened())
        {
            Assert.False(_process.HasExited, $"The program ended before {what}: {Log}");
            Assert.True(watch.Elapsed < Eventually.Patience, $"It did not happen that {what}: {Log}");
            await Task.Delay(20);
        }
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }
}
