using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>The real program as a child process: the static one where INTERLINK_BIN has it, else what was built for the tests.</summary>
internal sealed partial class RunningTunnel : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    public RunningTunnel(string temporaryFolder, params string[] arguments)
        : this(temporaryFolder, [], arguments)
    {
    }

    public RunningTunnel(string temporaryFolder, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Binary(), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        start.Environment["TMPDIR"] = temporaryFolder;
        foreach (var (name, value) in environment)
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

    /// <summary>The processes below it.</summary>
    public IReadOnlyList<int> Children =>
        [.. Directory.EnumerateDirectories($"/proc/{_process.Id}/task").SelectMany(thread => File.ReadAllText(thread + "/children").Split(' '))
            .Where(word => word.Length > 0).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    public Task WaitForLogAsync(string text) => WaitForAsync(() => Task.FromResult(Log.Contains(text, StringComparison.Ordinal)));

    public Task UpAsync(int times = 1) => WaitForAsync(() => Task.FromResult(UpLine().Count(Log) >= times));

    public async Task WaitForAsync(Func<Task<bool>> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "It did not happen; the program's log: " + Log);
            Assert.False(_process.HasExited, "The program has ended: " + Log);
            await Task.Delay(20);
        }
    }

    /// <summary>What an endpoint answers.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        await WaitForLogAsync("listens on http://");
        using var answer = await Http.GetAsync(Address().Match(Log).Value + path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<int> TerminateAsync()
    {
        Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        return await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string Binary() =>
        Environment.GetEnvironmentVariable("INTERLINK_BIN") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "ssh-tunnel"))
            ? Path.Combine(folder, "ssh-tunnel")
            : Path.Combine(AppContext.BaseDirectory, "ssh-tunnel");

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();

    [GeneratedRegex("The tunnel to .* is up")]
    private static partial Regex UpLine();
}
