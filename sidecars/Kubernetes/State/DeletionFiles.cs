using System.Collections.Concurrent;
using Interlink.Hosting.Files;
using Interlink.Protocol.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.State;

/// <summary>The deletions that are not done yet, each a file, so that neither an outage nor a restart loses one.</summary>
internal sealed partial class DeletionFiles
{
    private readonly string folder;
    private readonly ILogger<DeletionFiles> logger;
    private readonly ConcurrentDictionary<string, Deletion> open = new(StringComparer.Ordinal);

    public DeletionFiles(StateFolder state, ILogger<DeletionFiles> logger)
    {
        folder = state.Deletions;
        this.logger = logger;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
            Load(file);
    }

    /// <summary>All that is not done.</summary>
    public IReadOnlyCollection<Deletion> Open => [.. open.Values];

    /// <summary>Whether a pod is to go.</summary>
    public bool Has(string podUid) => open.ContainsKey(podUid);

    /// <summary>Keeps a deletion; afterwards it outlives the sidecar.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Add(Deletion deletion)
    {
        PrivateFile.Replace(FileOf(deletion), deletion.ToJson());
        open[deletion.PodUid] = deletion;
    }

    /// <summary>It is done.</summary>
    public void Remove(Deletion deletion)
    {
        try
        {
            File.Delete(FileOf(deletion));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is done once more after the next start, which does no harm.
            LogKept(FileOf(deletion), failure.Message);
        }
        _ = open.TryRemove(deletion.PodUid, out _);
    }

    private void Load(string file)
    {
        try
        {
            var deletion = Deletion.Parse(File.ReadAllText(file));
            open[deletion.PodUid] = deletion;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or PodFormatException)
        {
            LogUnreadable(file, failure.Message);
        }
    }

    // The UID has been checked: it is no path.
    private string FileOf(Deletion deletion) => Path.Combine(folder, deletion.PodUid + ".json");

    [LoggerMessage(3301, LogLevel.Warning, "{File} could not be removed: {Message}")]
    private partial void LogKept(string file, string message);

    [LoggerMessage(3302, LogLevel.Error, "{File} is no deletion and is left alone; delete the pod again if it is still there: {Message}")]
    private partial void LogUnreadable(string file, string message);
}
