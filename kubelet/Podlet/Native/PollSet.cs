namespace Interlink.Podlet.Native;

/// <summary>Waits for the first of several descriptors that becomes readable.</summary>
internal sealed unsafe class PollSet
{
    private const short Readable = 1;
    private PollDescriptor[] entries = new PollDescriptor[8];
    private int count;

    /// <summary>Empties the set.</summary>
    public void Clear() => count = 0;

    /// <summary>Adds a descriptor; a negative one is left out.</summary>
    public void Add(int descriptor)
    {
        if (descriptor < 0)
            return;
        if (count == entries.Length)
            Array.Resize(ref entries, count * 2);
        entries[count++] = new PollDescriptor { Descriptor = descriptor, Events = Readable };
    }

    /// <summary>Returns when one is readable, when the time has passed (null: never), or early.</summary>
    public void Wait(TimeSpan? atMost)
    {
        // Rounded up: a timer that is nearly due must not make this spin.
        double milliseconds = atMost is { } time ? Math.Ceiling(Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue)) : -1;
        fixed (PollDescriptor* first = entries)
        {
            _ = LibC.Poll(first, (nuint)count, (int)milliseconds);
        }
    }

    /// <summary>True when the last wait found the descriptor readable, at its end, or broken.</summary>
    public bool IsReadable(int descriptor)
    {
        for (int at = 0; at < count; at++)
        {
            if (entries[at].Descriptor == descriptor && entries[at].Received != 0)
                return true;
        }

        return false;
    }
}
