namespace Interlink.Podlet.Tests.Programs;

/// <summary>A folder in which manifests run.</summary>
internal sealed class ManifestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("podlet-manifest-").FullName;

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Runs a manifest, by the host runtime unless the options name another.</summary>
    public PodletProcess Run(string manifest, params string[] options)
    {
        string file = Of("pod.yaml");
        File.WriteAllText(file, manifest);
        Dictionary<string, string> environment = new()
        {
            ["XDG_RUNTIME_DIR"] = Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":" + System.IO.Path.GetDirectoryName(Apptainer.Program),
        };
        string[] runtime = options.Contains("--runtime") ? [] : ["--runtime", "host"];
        return new PodletProcess(["run", "--pod", file, .. runtime, .. options], environment);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
