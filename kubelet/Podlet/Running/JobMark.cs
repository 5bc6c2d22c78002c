using Interlink.Podlet.Folders;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Running;

/// <summary>
/// A word in the environment of everything a job starts, by which it is found again when the tree of processes no longer tells: the
/// number of the process of <c>podlet job</c> and the time it began.
/// </summary>
internal sealed record JobMark(string Value)
{
    private const string Job = ProcessEnvironment.OwnPrefix + "JOB";
    private const string Container = ProcessEnvironment.OwnPrefix + "CONTAINER";

    /// <summary>
    /// Tells of the end of the job's own process; null when that is this process, or is hidden by a namespace of the prefix.
    /// </summary>
    public ProcessWatch? Watch { get; private init; }

    /// <summary>The mark of a job whose process is this one.</summary>
    public static JobMark New(TimeProvider time) => new($"{LibC.ProcessId()}:{time.GetUtcNow().ToUnixTimeMilliseconds()}");

    /// <summary>The mark of the job this process was started by; null when no podlet started it.</summary>
    /// <exception cref="PodletException">The job has ended meanwhile.</exception>
    public static JobMark? Inherited(JobFolder folder)
    {
        string? value = Environment.GetEnvironmentVariable(Job);
        if (value is null || !int.TryParse(value.Split(':')[0], out int process))
            return null;
        ProcessWatch? watch = PodletProcess.IsOne(process) ? new ProcessWatch(process) : null;
        // Asked only now that its end cannot be missed any more.
        return FolderLock.IsHeld(folder, JobFolderFiles.JobLock) == false
            ? throw new PodletException(ExitCodes.OsError, $"the job of the pod in {folder.Path} ended before the pod began.")
            : new JobMark(value) { Watch = watch };
    }

    /// <summary>True for a process of this job.</summary>
    public bool IsOn(int process) => ProcessTree.VariableOf(process, Job) == Value;

    /// <summary>The variable for a process of the job that is in no container.</summary>
    public EnvironmentVariable[] OfJob() => [new(Job, Value)];

    /// <summary>The variables for a container, once more with each of the prefixes before their names.</summary>
    public EnvironmentVariable[] OfContainer(string container, IReadOnlyList<string> prefixes)
    {
        EnvironmentVariable[] own = [new(Job, Value), new(Container, container)];
        return [.. own, .. prefixes.SelectMany(prefix => own.Select(variable => variable with { Name = prefix + variable.Name }))];
    }

    /// <summary>The container a process belongs to; null when it is in none.</summary>
    public static string? ContainerOf(int process) => ProcessTree.VariableOf(process, Container);
}
