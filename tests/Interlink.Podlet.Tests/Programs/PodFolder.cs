using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>A job folder with a plan, as a sidecar writes it.</summary>
internal sealed class PodFolder : IDisposable
{
    public PodFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "podlet-" + Guid.NewGuid().ToString("N")[..12]);

    public PodRunStatus Status => RunStatusJson.Read(File.ReadAllBytes(Of(JobFolderFiles.Status)));

    public bool HasStatus => File.Exists(Of(JobFolderFiles.Status));

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    public bool Has(string file) => File.Exists(Of(file));

    public string Text(string file) => File.ReadAllText(Of(file));

    public string Log(string container, bool init = false) =>
        Has(JobFolderFiles.Log(container, init)) ? Text(JobFolderFiles.Log(container, init)) : "";

    public string ExitCode(string container, bool init = false) => Text(JobFolderFiles.ExitCode(container, init));

    public ContainerStatus Container(string name) =>
        Status.Containers.Concat(Status.InitContainers).Concat(Status.SidecarContainers).Single(container => container.Name == name);

    public PodFolder Write(PodPlan plan)
    {
        File.WriteAllBytes(Of(JobFolderFiles.Plan), PlanJson.Write(plan));
        return this;
    }

    public PodFolder WritePrefix(string text)
    {
        string command = $"'{PodletFile.Path}' run '{Path}'";
        File.WriteAllText(Of(JobFolderFiles.Prefix), text.Replace("PODLET_RUN", command, StringComparison.Ordinal));
        return this;
    }

    public void WaitForLog(string container, string text, bool init = false) =>
        Eventually.True(
            () => Log(container, init).Contains(text, StringComparison.Ordinal),
            () => $"{container} never said {text}, but: {Log(container, init)}");

    public void WaitForStatus(Func<PodRunStatus, bool> condition, string wanted) =>
        Eventually.True(
            () => HasStatus && condition(Status),
            () => $"never {wanted}: {(HasStatus ? Text(JobFolderFiles.Status) : "no status")}");

    public PodletProcess Run(IReadOnlyDictionary<string, string>? environment = null) => new(["run", Path], environment);

    public PodletProcess Job(IReadOnlyDictionary<string, string>? environment = null) => new(["job", Path], environment);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
