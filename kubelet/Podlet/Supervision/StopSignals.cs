using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Supervision;

/// <summary>
/// Tells Slurm's own end of a job from a wish to stop. At a time limit, a preemption and a scancel the batch process gets SIGCONT, at once
/// after it SIGTERM, and SIGKILL after the cluster's <c>KillWait</c>. <c>scancel --batch --signal=TERM</c> sends SIGTERM alone. The
/// warning that a job asks for by <c>--signal</c> comes with a SIGCONT, too.
/// </summary>
/// <param name="plan">The pod's plan.</param>
/// <param name="underSlurm">False where signals come from somebody else, for example systemd, which sends the same two.</param>
/// <param name="time">The clock.</param>
internal sealed class StopSignals(PodPlan plan, bool underSlurm, TimeProvider time)
{
    /// <summary>How far apart the two come at most.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2);

    /// <summary>What podlet needs after the last container's end to write how the pod ended.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(5);

    private long? continued;
    private bool warned;

    /// <summary>How long the containers have once Slurm has begun to end the job.</summary>
    public TimeSpan Left
    {
        get
        {
            TimeSpan wait = TimeSpan.FromSeconds(Math.Max(0, plan.KillWaitSeconds ?? PodPlan.DefaultKillWaitSeconds));
            return wait - (wait / 2 < Writing ? wait / 2 : Writing);
        }
    }

    /// <summary>True when these say that Slurm has begun to end the job.</summary>
    /// <param name="arrived">
    /// All signals that wait: the lower number is delivered first, whichever was sent first.
    /// </param>
    public bool EndJob(IReadOnlyCollection<int> arrived)
    {
        if (arrived.Contains(Signal.Continue))
            continued = time.GetTimestamp();
        if (!underSlurm || !arrived.Contains(Signal.Terminate) || continued is not { } then || time.GetElapsedTime(then) > Together)
            return false;
        continued = null;
        if (!plan.WarnedByTerm || warned)
            return true;
        warned = true;
        return false;
    }
}
