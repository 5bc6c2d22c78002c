using System.Collections.Concurrent;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Jobs;

/// <summary>All pods this program has in charge. It is a cache of the job folders: each is found there when it is not here yet.</summary>
internal sealed class PodRegistry(JobFolders folders, TimeProvider clock)
{
    // By folder: at the start that is all there is to know about thousands of them.
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

    /// <summary>The pod, null when there is none.</summary>
    public PodJob? Find(string podNamespace, string podUid)
    {
        var folder = folders.For(podNamespace, podUid);
        if (pods.TryGetValue(folder.Path, out var job))
            return job;
        if (loaded || !folder.Exists)
            return null;
        return PodJobLoader.Load(folder) is { } found ? pods.GetOrAdd(folder.Path, found) : null;
    }

    /// <summary>The pod, made known if it was not.</summary>
    public PodJob GetOrAdd(string podNamespace, string podUid) => Find(podNamespace, podUid)
        ?? pods.GetOrAdd(
            folders.For(podNamespace, podUid).Path,
            path => new PodJob(new JobFolder(path)) { Identity = (podNamespace, podUid), Since = clock.GetUtcNow().UtcDateTime });

    public void Remove(PodJob job)
    {
        job.Removed = true;
        _ = pods.TryRemove(new KeyValuePair<string, PodJob>(job.Folder.Path, job));
    }

    private void Load(JobFolder folder, Action<JobFolder, Exception> unreadable)
    {
        try
        {
            if (PodJobLoader.Load(folder) is { } job)
                _ = pods.TryAdd(folder.Path, job);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            unreadable(folder, failure);
        }
    }
}
