using System.Collections.Concurrent;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Jobs;

/// <summary>All pods this program has in charge. It is a cache of the job folders: each is found there when it is not here yet.</summary>
internal sealed class PodRegistry(JobFolders folders, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, PodJob> pods = new(StringComparer.Ordinal);
    private volatile bool loaded;

    public ICollection<PodJob> All => pods.Values;

    /// <summary>Reads every job folder.</summary>
    /// <param name="unreadable">Is told of folders that could not be read; they are left alone.</param>
    public void Load(Action<JobFolder, Exception> unreadable)
    {
        // Several at a time: on a network file system each look is a round trip.
        Parallel.ForEach(folders.Scan(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, folder => Load(folder, unreadable));
        loaded = true;
    }

    /// <summary>The pod, null when there is none. A UID is unique for ever, so the namespace only helps to find the folder.</summary>
    public PodJob? Find(string podNamespace, string podUid)
    {
        if (pods.TryGetValue(podUid, out var job))
            return job;
        if (loaded)
            return null;
        var folder = folders.For(podNamespace, podUid);
        return folder.Exists ? pods.GetOrAdd(podUid, _ => PodJobLoader.Load(podNamespace, podUid, folder)) : null;
    }

    /// <summary>The pod, made known if it was not.</summary>
    public PodJob GetOrAdd(string podNamespace, string podUid) =>
        Find(podNamespace, podUid) ?? pods.GetOrAdd(podUid, uid => new PodJob(podNamespace, uid, folders.For(podNamespace, uid)) { Since = clock.GetUtcNow().UtcDateTime });

    public void Remove(PodJob job)
    {
        job.Removed = true;
        _ = pods.TryRemove(new KeyValuePair<string, PodJob>(job.Uid, job));
    }

    private void Load(JobFolder folder, Action<JobFolder, Exception> unreadable)
    {
        try
        {
            if (Identify(folder) is { } identity)
                _ = pods.GetOrAdd(identity.Uid, _ => PodJobLoader.Load(identity.Namespace, identity.Uid, folder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            unreadable(folder, failure);
        }
    }

    // The folder's name does not tell where the namespace ends: both parts may hold dashes.
    private static (string Namespace, string Uid)? Identify(JobFolder folder)
    {
        var uid = folder.ReadPodUid();
        if (uid is not null && folder.ReadPodNamespace() is { } podNamespace)
            return (podNamespace, uid);
        return folder.ReadPlan() is { } plan ? (plan.Namespace, plan.Uid) : null;
    }
}
