using System.Text;
using System.Text.Json;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Folders;

/// <summary>The folder of one pod: its journal. What is in it decides, not what the program remembers.</summary>
internal sealed class JobFolder(string path)
{
    /// <summary>The absolute path, without a slash at its end.</summary>
    public string Path { get; } = path;

    public string BatchScript => File(JobFolderFiles.BatchScript);

    public bool Exists => Directory.Exists(Path);

    /// <summary>True when this program made the folder; the Go plugin leaves no plan.</summary>
    public bool HasPlan => System.IO.File.Exists(File(JobFolderFiles.Plan));

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public PodPlan? ReadPlan() => Read(JobFolderFiles.Plan, json => PlanJson.Read(json));

    public PodStatus? ReadOutcome() => Read(JobFolderFiles.Outcome, json => PodStatus.ParseList(json).SingleOrDefault());

    public PodRunStatus? ReadRunStatus() => Read(JobFolderFiles.Status, json => RunStatusJson.Read(json));

    public JobId? ReadJobId() => ReadText(JobFolderFiles.JobId) is { } text ? JobId.Parse(text) : null;

    /// <summary>Whose folder it is, as the files written with the job's id tell; both empty when they are not there.</summary>
    public (string Namespace, string Uid) ReadIdentity() =>
        (ReadText(JobFolderFiles.PodNamespace) ?? "", ReadText(JobFolderFiles.PodUid) ?? "");

    /// <summary>When the deletion was asked for; the file alone is the intent, whatever is in it.</summary>
    public DateTimeOffset? ReadDeletedAt() =>
        ReadTime(JobFolderFiles.DeletedAt) ?? (Stamp(JobFolderFiles.DeletedAt) is { } stamp ? new DateTimeOffset(stamp.Written) : null);

    public DateTimeOffset? ReadTime(string name) => ReadText(name) is { } text && GoTime.TryParse(text, out var time) ? time : null;

    /// <summary>The process that holds the folder's lock, as it wrote itself; true only while the lock is held.</summary>
    public int? ReadLockHolder() => int.TryParse(ReadText(JobFolderFiles.JobLock), out var process) ? process : null;

    /// <summary>The exit code a container left, null when it has not ended or the file is not a number.</summary>
    public int? ReadExitCode(string container, bool init) =>
        int.TryParse(ReadText(JobFolderFiles.ExitCode(container, init)), out var code) ? code : null;

    /// <summary>
    /// Records the job: from here on the pod is known to be submitted. It is not synced: should a power cut take it, the pod is one whose
    /// submission was interrupted, and is found again by its script.
    /// </summary>
    public void WriteJobId(JobId id, (string Namespace, string Uid) pod)
    {
        DurableFile.Note(File(JobFolderFiles.PodUid), Encoding.UTF8.GetBytes(pod.Uid));
        DurableFile.Note(File(JobFolderFiles.PodNamespace), Encoding.UTF8.GetBytes(pod.Namespace));
        DurableFile.Note(File(JobFolderFiles.JobId), Encoding.UTF8.GetBytes(id.ToString()));
    }

    /// <summary>Records that the pod is to go: from here on nothing starts it any more.</summary>
    public void WriteDeletedAt(DateTimeOffset time)
    {
        try
        {
            DurableFile.Replace(File(JobFolderFiles.DeletedAt), Encoding.UTF8.GetBytes(GoTime.Format(time)));
        }
        catch (IOException)
        {
            // A full disk still has room for an empty file, and deleting is what makes room again.
            DurableFile.Create(File(JobFolderFiles.DeletedAt), []);
            Posix.SyncFolder(Path);
        }
    }

    /// <summary>Records the final state of the pod.</summary>
    public void WriteOutcome(PodStatus outcome) => DurableFile.Replace(File(JobFolderFiles.Outcome), PodStatus.ToJson([outcome]));

    /// <summary>When the file was last written and how long it is; null when it is not there.</summary>
    public (DateTime Written, long Length)? Stamp(string name)
    {
        var file = new FileInfo(File(name));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    /// <summary>When the first log of these containers was begun; null when there is none.</summary>
    public DateTimeOffset? LogBegan(IEnumerable<string> containers)
    {
        return containers.Select(container => new FileInfo(File(JobFolderFiles.Log(container, init: false))))
            .Where(log => log.Exists)
            .Select(log => (DateTimeOffset?)log.CreationTimeUtc)
            .Min();
    }

    // What a broken disk or a person made of a file counts as not written: the pod's fate is then found as if it never had been.
    private T? Read<T>(string name, Func<byte[], T?> parse)
        where T : class
    {
        try
        {
            return Read(name) is { Length: > 0 } json ? parse(json) : null;
        }
        catch (Exception failure) when (failure is JsonException or PodFormatException)
        {
            return null;
        }
    }

    private string? ReadText(string name) => Read(name) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    private byte[]? Read(string name)
    {
        // Most files are absent most of the time: to look first is cheaper than an exception.
        if (!System.IO.File.Exists(File(name)))
            return null;
        try
        {
            // podlet holds a lock on its own file, which .NET would ask for too were file locking not switched off for the programs.
            using var handle = System.IO.File.OpenHandle(File(name), share: FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[RandomAccess.GetLength(handle)];
            var read = RandomAccess.Read(handle, content, 0);
            return read == content.Length ? content : content[..read];
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
