using System.Diagnostics;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>A running podlet, and everything it has started.</summary>
internal sealed class PodletProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string mark = "INTERLINK_TEST_" + Guid.NewGuid().ToString("N");
    private readonly Process process;
    private readonly Task<string> error;
    private readonly Task<string> output;

    /// <param name="arguments">The words after its name.</param>
    /// <param name="environment">Variables of its own.</param>
    /// <param name="through">The words of a program that becomes podlet.</param>
    public PodletProcess(
        string[] arguments, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyList<string>? through = null)
    {
        string[] words = [.. through ?? [], PodletFile.Path, .. arguments];
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string name in new[] { "SLURM_JOB_ID", "SLURM_RESTART_COUNT", "PODLET_JOB" })
            start.Environment.Remove(name);
        start.Environment[mark] = "1";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it and its shell said; to be read after the end.</summary>
    public string Error => error.GetAwaiter().GetResult();

    public string Output => output.GetAwaiter().GetResult();

    public int WaitForExit()
    {
        Assert.True(process.WaitForExit(Patience), "podlet did not end in time.");
        return process.ExitCode;
    }

    public void Signal(string name) => Shell.Run($"kill -{name} {process.Id}");

    /// <summary>The processes that were started by this one, however indirectly.</summary>
    public List<int> Started() => ProcessTable.WithVariable(mark).Where(id => id != process.Id).ToList();

    public void AssertNothingIsLeft() =>
        Eventually.True(() => Started().Count == 0, () => "left: " + string.Join(", ", Started().Select(ProcessTable.Describe)));

    public void Dispose()
    {
        // A test that failed must not leave its processes to the next one.
        foreach (int id in ProcessTable.WithVariable(mark))
            Shell.Run($"kill -KILL {id}");
        process.Dispose();
    }
}
