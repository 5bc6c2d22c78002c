using System.Diagnostics;
using System.Text;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>The real program as a child process.</summary>
internal sealed class RunningSidecar : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();

    public RunningSidecar(string config, string state, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in new[] { Path.Combine(AppContext.BaseDirectory, "kubernetes-sidecar.dll"), "--config", config }.Concat(more))
            start.ArgumentList.Add(word);
        start.Environment["XDG_STATE_HOME"] = state;
        start.Environment.Remove("KUBERNETES_SERVICE_HOST");
        process = Process.Start(start)!;
        process.ErrorDataReceived += Note;
        process.OutputDataReceived += Note;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    public bool HasExited => process.HasExited;

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async Task<int> TerminateAsync()
    {
        Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        return await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (log)
            log.AppendLine(line.Data);
    }
}
