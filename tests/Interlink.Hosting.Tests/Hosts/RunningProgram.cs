using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A real program as a child process, and what it logs.</summary>
internal abstract class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    protected RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += Note;
        _process.OutputDataReceived += Note;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Both of its outputs.</summary>
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

    public bool HasExited => _process.HasExited;

    protected int Id => _process.Id;

    public Task LoggedAsync(string text) => WaitForAsync(() => Log.Contains(text, StringComparison.Ordinal), $"the log says '{text}'");

    public Task WaitForAsync(Func<bool> happened, string what = "what was waited for") => WaitForAsync(() => Task.FromResult(happened()), what);

    public async Task WaitForAsync(Func<Task<bool>> happened, string what = "what was waited for")
    {
        var watch = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.False(_process.HasExited, $"The program ended before {what} happened: {Log}");
            Assert.True(watch.Elapsed < Eventually.Patience, $"It did not happen: {what}; the program's log: {Log}");
            await Task.Delay(20);
        }
    }

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>Its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The static program where INTERLINK_BIN names its folder, else what was built for the tests.</summary>
    protected static ProcessStartInfo StartOf(string program, IEnumerable<string> arguments)
    {
        if (Environment.GetEnvironmentVariable("INTERLINK_BIN") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, program)))
        {
            return new ProcessStartInfo(Path.Combine(folder, program), arguments);
        }

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments);
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        return start;
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }
}
