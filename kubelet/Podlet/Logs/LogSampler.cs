using Interlink.Podlet.Native;
using Interlink.Protocol;

namespace Interlink.Podlet.Logs;

/// <summary>
/// Looks at growing logs every <see cref="LogTimeIndex.SampleMilliseconds"/>. A log that has stopped growing is left alone until the
/// kernel tells that something was written to it; where the kernel gives no such watch, a running container's log counts as growing.
/// </summary>
internal sealed unsafe class LogSampler(IReadOnlyList<ContainerLog> logs, TimeProvider time)
{
    private const int CloseOnExecNonBlocking = 0x80000 | 0x800;
    private const uint Modified = 2;
    private const uint Once = 0x80000000;
    private const int QuietLooks = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(LogTimeIndex.SampleMilliseconds);

    private readonly Dictionary<int, int> watches = [];
    private readonly int?[] looksLeft = new int?[logs.Count];
    private long lastLook = time.GetTimestamp();

    /// <summary>Readable when a quiet log was written to; -1 when the kernel gives no watches.</summary>
    public int Descriptor { get; } = LibC.NewWatch(CloseOnExecNonBlocking);

    /// <summary>How long until logs have to be looked at; null when none grows.</summary>
    public TimeSpan? Wait
    {
        get
        {
            if (!Array.Exists(looksLeft, looks => looks > 0))
                return null;
            TimeSpan left = Interval - time.GetElapsedTime(lastLook);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A container is about to write to its log.</summary>
    public void Begin(int at)
    {
        logs[at].BeginRun(time.GetUtcNow());
        looksLeft[at] = QuietLooks;
    }

    /// <summary>A container has ended: the last look.</summary>
    public void End(int at)
    {
        logs[at].Sample(time.GetUtcNow());
        looksLeft[at] = null;
    }

    /// <summary>Looks at what was written to and at what is due.</summary>
    public void Look()
    {
        ReadWatches();
        if (Wait is not { } wait || wait > TimeSpan.Zero)
            return;
        lastLook = time.GetTimestamp();
        for (int at = 0; at < looksLeft.Length; at++)
        {
            if (looksLeft[at] is > 0)
                LookAt(at);
        }
    }

    private void LookAt(int at)
    {
        looksLeft[at] = logs[at].Sample(time.GetUtcNow()) ? QuietLooks : looksLeft[at] - 1;
        if (looksLeft[at] != 0)
            return;
        if (!Watch(at))
            looksLeft[at] = 1;
        else if (logs[at].Sample(time.GetUtcNow()))
            // Written to before the watch was there.
            looksLeft[at] = QuietLooks;
    }

    private bool Watch(int at)
    {
        if (Descriptor < 0)
            return false;
        using Utf8Block path = new([logs[at].Path]);
        int watch = LibC.AddWatch(Descriptor, path.First, Modified | Once);
        if (watch >= 0)
            watches[watch] = at;
        return watch >= 0;
    }

    private void ReadWatches()
    {
        if (Descriptor < 0)
            return;
        // struct inotify_event: watch, mask, cookie, length of a name that a watched file does not have.
        const int RecordSize = 16;
        const int Room = RecordSize * 32;
        byte* records = stackalloc byte[Room];
        nint size;
        while ((size = LibC.Read(Descriptor, records, Room)) > 0)
        {
            for (nint record = 0; record < size; record += RecordSize)
            {
                if (watches.Remove(*(int*)(records + record), out int at) && looksLeft[at] is not null)
                {
                    logs[at].Sample(time.GetUtcNow());
                    looksLeft[at] = QuietLooks;
                }
            }
        }
    }
}
