using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Folders;

/// <summary>
/// Writes the small files that tell others about the pod. What cannot be written (a full disk, a file server away) is kept
/// and tried again: the pod goes on meanwhile.
/// </summary>
internal sealed class FolderWriter(JobFolder folder)
{
    /// <summary>How long to wait before another attempt.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, byte[]> pending = new(StringComparer.Ordinal);
    private bool complained;

    /// <summary>True when something is still to be written.</summary>
    public bool HasPending => pending.Count > 0;

    /// <summary>Replaces a file; durable means that it survives a crash of the machine.</summary>
    public void Write(string file, byte[] content, bool durable = false)
    {
        // Put first even if it fails: a later content of the same file takes its place.
        pending.Remove(file);
        int error = AtomicFile.TryReplace(folder.Of(file), content, durable);
        if (error == 0)
            return;
        pending[file] = content;
        if (!complained)
            StandardError.Say($"{folder.Of(file)} cannot be written, trying again every second: {Errno.Text(error)}.");
        complained = true;
    }

    /// <summary>Replaces a file with a line of text, without a newline as the Go plugin does.</summary>
    public void Write(string file, string text) => Write(file, Encoding.ASCII.GetBytes(text));

    /// <summary>Tries again what failed.</summary>
    public void Retry()
    {
        foreach (KeyValuePair<string, byte[]> file in pending.ToArray())
            Write(file.Key, file.Value, durable: true);
        complained &= HasPending;
    }
}
