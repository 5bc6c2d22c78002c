using System.Diagnostics.CodeAnalysis;

namespace Interlink.Processes.Files;

/// <summary>
/// A value read from files that are replaced while the program runs (tokens, certificates). It is read again when a file's identity, size
/// or time of change differs; while that fails, the last good value stays. Looking costs one statx per file.
/// </summary>
/// <typeparam name="T">What the files hold.</typeparam>
public sealed class WatchedFile<T>
    where T : class
{
    private readonly string[] _paths;
    private readonly Func<T> _read;
    private readonly Lock _lock = new();
    private FileIdentity?[] _seen;
    private volatile T _value;

    /// <summary>Reads for the first time; exceptions of <paramref name="read"/> are the caller's.</summary>
    /// <param name="paths">The files; they need not exist if <paramref name="read"/> can do without.</param>
    /// <param name="read">Reads them.</param>
    public WatchedFile(IReadOnlyList<string> paths, Func<T> read)
    {
        _paths = [.. paths];
        _read = read;
        _seen = Identities();
        _value = read();
    }

    /// <summary>Is told the first file's path when a change has been read.</summary>
    public Action<string>? Reread { get; init; }

    /// <summary>Is told the first file's path and the reason when a change cannot be used; once per change.</summary>
    public Action<string, Exception>? Kept { get; init; }

    /// <summary>The value of the files as they are now, or as they were when they could last be used.</summary>
    public T Current
    {
        get
        {
            var now = Identities();
            if (!now.AsSpan().SequenceEqual(Volatile.Read(ref _seen)))
            {
                ReadAgain(now);
            }

            return _value;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Whatever is wrong with the new file, the old value serves.")]
    private void ReadAgain(FileIdentity?[] now)
    {
        lock (_lock)
        {
            if (now.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            // Remembered first: a file that is wrong is read, and complained about, once per change.
            Volatile.Write(ref _seen, now);
            try
            {
                _value = _read();
                Reread?.Invoke(_paths[0]);
            }
            catch (Exception e)
            {
                Kept?.Invoke(_paths[0], e);
            }
        }
    }

    private FileIdentity?[] Identities() => Array.ConvertAll(_paths, path => FileIdentity.Read(path, followLinks: true));
}
