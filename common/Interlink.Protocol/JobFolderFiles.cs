namespace Interlink.Protocol;

/// <summary>
/// The names of the files in a pod's job folder, <c>&lt;DataRootFolder&gt;/&lt;namespace&gt;-&lt;podUID&gt;/</c>. Those the Go plugin
/// knows keep its names, so that either program can take over the other's folder.
/// </summary>
public static class JobFolderFiles
{
    /// <summary>The pod's plan, JSON of <see cref="Plans.PodPlan"/>; holds secret values, mode 0600.</summary>
    public const string Plan = "plan.json";

    /// <summary>The state of the pod as podlet sees it, JSON of <see cref="Statuses.PodRunStatus"/>, replaced by rename.</summary>
    public const string Status = "status.json";

    /// <summary>What the containers use, JSON of <see cref="Protocol.Stats.PodStats"/>, replaced by rename while the pod runs.</summary>
    public const string Stats = "stats.json";

    /// <summary>The batch script.</summary>
    public const string BatchScript = "job.slurm";

    /// <summary>Shell text that runs before the pod and starts it with its last command; absent when the pod needs no shell.</summary>
    public const string Prefix = "prefix.sh";

    /// <summary>What the batch script itself prints.</summary>
    public const string BatchOutput = "job.out";

    /// <summary>The scheduler's id of the job; present once the job is submitted.</summary>
    public const string JobId = "JobID.jid";

    /// <summary>The pod's UID, written with the job id.</summary>
    public const string PodUid = "PodUID.uid";

    /// <summary>The pod's namespace, written with the job id.</summary>
    public const string PodNamespace = "PodNamespace.ns";

    /// <summary>When the first container started, as Go prints a time.</summary>
    public const string StartedAt = "StartedAt.time";

    /// <summary>When the last container ended, as Go prints a time.</summary>
    public const string FinishedAt = "FinishedAt.time";

    /// <summary>When the deletion of the pod was asked for, as Go prints a time; present means the pod is going away.</summary>
    public const string DeletedAt = "Deleted.time";

    /// <summary>
    /// The pod's final state, JSON as it is answered to <c>/status</c>; present means that nothing about the pod changes any more.
    /// </summary>
    public const string Outcome = "outcome.json";

    /// <summary>Held with <c>flock</c> by <c>podlet job</c> for as long as the pod's job lives on this machine.</summary>
    public const string JobLock = "job.lock";

    /// <summary>Held with <c>flock</c> by <c>podlet run</c>: two of them never share a folder.</summary>
    public const string RunLock = "run.lock";

    /// <summary>The process id of <c>podlet run</c>, decimal.</summary>
    public const string RunPid = "podlet.pid";

    /// <summary>
    /// The raw standard output and error of a container: <c>run-&lt;name&gt;.out</c>, of an init container
    /// <c>init-&lt;name&gt;.out</c>.
    /// </summary>
    public static string Log(string container, bool init) => (init ? "init-" : "run-") + container + ".out";

    /// <summary>The exit code of a container that ended for good, decimal.</summary>
    public static string ExitCode(string container, bool init) => (init ? "init-" : "run-") + container + ".status";

    /// <summary>The time index of a log: see <see cref="LogTimeIndex"/>.</summary>
    public static string LogTimes(string container, bool init) => (init ? "init-" : "run-") + container + ".times";

    /// <summary>A script that came with the pod and runs in place of its containers.</summary>
    public const string JobScript = "jobScript.sh";

    /// <summary>What that script is called among containers: the Go plugin's name for it.</summary>
    public const string ScriptContainer = "jobScript";

    /// <summary>Where each run of a container begins in its log: see <see cref="Protocol.LogRuns"/>.</summary>
    public static string LogRuns(string container, bool init) => (init ? "init-" : "run-") + container + ".runs";
}
