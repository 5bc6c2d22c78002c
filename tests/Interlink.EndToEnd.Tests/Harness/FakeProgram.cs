namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>A shell script in place of one of Slurm's programs; <c>$real</c> is the real one.</summary>
internal sealed class FakeProgram : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("il-fake-").FullName;
    private readonly string name;

    /// <param name="name">The program it stands for.</param>
    /// <param name="script">What it does.</param>
    /// <param name="once">True: only the first call does that, later ones are the real program's.</param>
    public FakeProgram(string name, string script, bool once = false)
    {
        this.name = name;
        var first = once ? $"if ! mkdir '{folder}/called' 2>/dev/null; then exec \"$real\" \"$@\"; fi\n" : "";
        File.WriteAllText(Path, $"#!/bin/sh\nreal='{Machine.OnPath(name)}'\necho \"$*\" >> '{Calls}'\n{first}{script}\n");
        Posix.OpenToAll(Path);
    }

    public string Path => System.IO.Path.Combine(folder, name);

    /// <summary>For <see cref="SidecarSettings.Programs"/>.</summary>
    public IReadOnlyDictionary<string, string> AsProgram => new Dictionary<string, string> { [name] = Path };

    /// <summary>The arguments of each call so far.</summary>
    public IReadOnlyList<string> Arguments => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    private string Calls => System.IO.Path.Combine(folder, "calls");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
