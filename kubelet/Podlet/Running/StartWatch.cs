using Interlink.Podlet.Handlers;

namespace Interlink.Podlet.Running;

/// <summary>
/// Tells when a container has started. A runtime may first fetch an image for minutes: a container with probes or hooks counts as started
/// only when its own program is there.
/// </summary>
internal sealed class StartWatch(ContainerProcesses processes, ContainerDoors doors, HandlerRuns handlers, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<int, Search> searches = [];

    /// <summary>How long until the next look; null when nothing is looked for.</summary>
    public TimeSpan? Wait => searches.Values.Min(search => search.Check is null ? search.Pause - time.GetElapsedTime(search.Since) : (TimeSpan?)null);

    /// <summary>The containers that have started since the last call.</summary>
    public List<int> TakeStarted()
    {
        List<int> started = [];
        foreach (int at in processes.TakeStarted())
        {
            if (processes.PlanOf(at) is { Probes: null, Hooks: null } || doors.IsOpen(at))
                started.Add(at);
            else
                searches[at] = new Search(time.GetTimestamp(), First, null);
        }

        foreach ((int at, Search search) in searches.ToArray())
        {
            if (!Look(at, search))
                continue;
            searches.Remove(at);
            started.Add(at);
        }

        return started;
    }

    /// <summary>No longer looks for a container that has ended; true when it was looked for.</summary>
    public bool Forget(int at)
    {
        if (!searches.Remove(at, out Search? search))
            return false;
        search.Check?.Cancel();
        return true;
    }

    private bool Look(int at, Search search)
    {
        if (search.Check is null && time.GetElapsedTime(search.Since) < search.Pause)
            return false;
        if (doors.StateQuestion(at) is not { } question)
        {
            if (doors.IsOpen(at))
                return true;
        }
        else if (search.Check is null)
        {
            searches[at] = search with { Check = handlers.Add(question) };
            return false;
        }
        else if (search.Check.Outcome is not { } outcome)
        {
            return false;
        }
        else if (outcome.Failure is null)
        {
            return true;
        }

        TimeSpan pause = search.Pause * 2 < Longest ? search.Pause * 2 : Longest;
        searches[at] = new Search(time.GetTimestamp(), pause, null);
        return false;
    }

    private sealed record Search(long Since, TimeSpan Pause, HandlerRun? Check);
}
