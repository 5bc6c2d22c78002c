using Interlink.Podlet.Supervision;

namespace Interlink.Podlet.Running;

/// <summary>The machine's timers, by a clock that nobody sets.</summary>
internal sealed class TimerQueue(TimeProvider time)
{
    private readonly List<(PodTimer Timer, long From, TimeSpan After)> timers = [];

    /// <summary>How long until the next is due; null when there is none.</summary>
    public TimeSpan? Wait
    {
        get
        {
            TimeSpan? shortest = null;
            foreach ((_, long from, TimeSpan after) in timers)
            {
                TimeSpan left = after - time.GetElapsedTime(from);
                if (shortest is null || left < shortest)
                    shortest = left;
            }

            return shortest < TimeSpan.Zero ? TimeSpan.Zero : shortest;
        }
    }

    /// <summary>Sets a timer; one already set for the same is replaced.</summary>
    public void Set(PodTimer timer, TimeSpan after)
    {
        timers.RemoveAll(entry => entry.Timer == timer);
        timers.Add((timer, time.GetTimestamp(), after));
    }

    /// <summary>Sets a timer, unless one for the same is due sooner.</summary>
    public void Hasten(PodTimer timer, TimeSpan after)
    {
        if (!timers.Exists(entry => entry.Timer == timer && entry.After - time.GetElapsedTime(entry.From) <= after))
            Set(timer, after);
    }

    /// <summary>Takes out those that are due.</summary>
    public List<PodTimer> TakeDue()
    {
        List<PodTimer> due = [];
        for (int i = 0; i < timers.Count; i++)
        {
            if (time.GetElapsedTime(timers[i].From) < timers[i].After)
                continue;
            due.Add(timers[i].Timer);
            timers.RemoveAt(i--);
        }

        return due;
    }
}
