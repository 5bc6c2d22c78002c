using System.Diagnostics;
using System.Text;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>A folder with a job's scripts and a podlet that only writes down its arguments, run by the real bash.</summary>
internal sealed class Shell : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("it's a $(plan) ").FullName;

    public Shell()
    {
        Directory.CreateDirectory(Folder);
        Script(Podlet, "#!/bin/sh\nfor a in \"$@\"; do printf '%s\\0' \"$a\"; done >>\"$(dirname \"$0\")/argv\"\nexit "
            + "\"${PODLET_EXIT:-0}\"\n");
    }

    public string Folder => Path.Combine(root, "job");

    public string Podlet => Path.Combine(root, "podlet");

    /// <summary>What the podlet was called with; empty when it was not.</summary>
    public string[] Arguments =>
        File.Exists(Path.Combine(root, "argv")) ? File.ReadAllText(Path.Combine(root, "argv")).TrimEnd('\0').Split('\0') : [];

    public string At(string name) => Path.Combine(root, name);

    public static void Script(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public (int ExitCode, string Output) Bash(string script, params (string Name, string Value)[] environment) =>
        Run("bash", [Written(script)], environment);

    public void AssertIsShell(string script)
    {
        var (code, output) = Run("bash", ["-n", Written(script)]);
        Assert.True(code == 0, output);
    }

    public (int ExitCode, string Output) Run(
        string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Written(string script)
    {
        string path = At("script");
        File.WriteAllText(path, script, new UTF8Encoding(false));
        return path;
    }
}
