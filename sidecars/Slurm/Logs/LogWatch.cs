using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Interlink.Slurm.Logs;

/// <summary>
/// Wakes followers when their logs grow: one inotify instance and one thread for all of them, one watch per folder. Where the kernel
/// refuses (limits, network file systems) followers look from time to time instead, see <see cref="LogSubscription.Interval"/>.
/// </summary>
internal sealed class LogWatch
{
    private const int Interrupted = 4;

    /// <summary>Between two batches, so that a chatty log costs hundreds of wake-ups a second and not hundreds of thousands.</summary>
    private const int PauseMilliseconds = 5;

    private const uint Interest =
        InotifyEvent.Modified | InotifyEvent.MovedTo | InotifyEvent.Created | InotifyEvent.OnlyFolders;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> watches = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<LogSubscription>> subscriptions = [];
    private SafeFileHandle? inotify;

    /// <summary>The process has one: the kernel allows each user only 128 instances on many machines.</summary>
    public static LogWatch Shared { get; } = new();

    /// <summary>Begins to watch for changes of a file, which need not exist yet.</summary>
    public LogSubscription Subscribe(string file, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(file)!;
        bool network = FileSystemKind.IsNetwork(folder);
        var subscription = new LogSubscription(this, file, network, time, cancellationToken);
        lock (gate)
            subscription.IsWatched = !network && TryWatch(subscription);
        return subscription;
    }

    /// <summary>Ends what <see cref="Subscribe"/> began; the last one to leave a folder takes its watch away.</summary>
    public void Leave(LogSubscription subscription)
    {
        lock (gate)
        {
            if (!watches.TryGetValue(subscription.Folder, out int watch) || !subscriptions[watch].Remove(subscription)
                || subscriptions[watch].Count > 0)
                return;
            watches.Remove(subscription.Folder);
            subscriptions.Remove(watch);
            _ = LibC.InotifyRemove(inotify!, watch);
        }
    }

    private bool TryWatch(LogSubscription subscription)
    {
        if (!watches.TryGetValue(subscription.Folder, out int watch))
        {
            if (!TryStart())
                return false;
            watch = LibC.InotifyAdd(inotify!, subscription.Folder, Interest);
            // The same number again means that one folder has two names; one of them has to do without.
            if (watch < 0 || !subscriptions.TryAdd(watch, []))
                return false;
            watches.Add(subscription.Folder, watch);
        }

        subscriptions[watch].Add(subscription);
        return true;
    }

    private bool TryStart()
    {
        if (inotify is not null)
            return true;
        int descriptor = LibC.InotifyInit(LibC.CloseOnExec);
        if (descriptor < 0)
            return false;
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        inotify = handle;
        new Thread(() => Listen(handle), 256 * 1024) { IsBackground = true, Name = "log watch" }.Start();
        return true;
    }

    private unsafe void Listen(SafeFileHandle handle)
    {
        byte[] batch = new byte[16 * 1024];
        fixed (byte* pointer = batch)
        {
            while (true)
            {
                nint count = LibC.Read(handle, pointer, (nuint)batch.Length);
                if (count > 0)
                    Dispatch(batch.AsSpan(0, (int)count));
                else if (count == 0 || Marshal.GetLastPInvokeError() != Interrupted)
                    break;
                _ = LibC.Poll(0, 0, PauseMilliseconds);
            }
        }

        GiveUp();
    }

    private void Dispatch(ReadOnlySpan<byte> batch)
    {
        lock (gate)
        {
            while (InotifyEvent.TryTake(ref batch, out var happened))
            {
                if (happened.Is(InotifyEvent.QueueOverflow))
                    SignalAll();
                else if (subscriptions.TryGetValue(happened.Watch, out var followers))
                    Tell(followers, happened);
            }
        }
    }

    private void Tell(List<LogSubscription> followers, InotifyEvent happened)
    {
        bool gone = happened.Is(InotifyEvent.Ignored);
        foreach (var follower in followers)
        {
            follower.IsWatched &= !gone;
            // A file that appears may be the one that tells of the container's end.
            if (!happened.Is(InotifyEvent.Modified) || happened.Name.SequenceEqual(follower.FileName.Span))
                follower.Signal();
        }

        if (gone && followers.Count > 0)
        {
            watches.Remove(followers[0].Folder);
            subscriptions.Remove(happened.Watch);
        }
    }

    private void SignalAll()
    {
        foreach (var follower in subscriptions.Values.SelectMany(list => list))
            follower.Signal();
    }

    private void GiveUp()
    {
        lock (gate)
        {
            foreach (var follower in subscriptions.Values.SelectMany(list => list))
                follower.IsWatched = false;
            SignalAll();
            watches.Clear();
            subscriptions.Clear();
            inotify = null;
        }
    }
}
