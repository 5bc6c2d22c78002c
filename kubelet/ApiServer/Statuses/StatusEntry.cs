using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.ApiServer.Statuses;

/// <summary>One pod in the cache. Guarded by its board's lock.</summary>
internal sealed class StatusEntry(string uid)
{
    private RestartPolicy? _restartPolicy;

    public string Uid { get; } = uid;

    /// <summary>The pod as it was asked about last, to ask the sidecar with; empty once the state is final.</summary>
    public byte[] Question { get; private set; } = [];

    /// <summary>What is known; null before the first answer.</summary>
    public ReportedState? State { get; private set; }

    /// <summary>True when the state will never change.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>When <see cref="State"/> was asked for.</summary>
    public long FetchedAt { get; private set; }

    /// <summary>When somebody asked about the pod last.</summary>
    public long AskedAt { get; set; }

    /// <summary>Notes what a caller says of the pod.</summary>
    public void Note(PodView pod)
    {
        if (IsFinal)
        {
            return;
        }

        // A caller that has seen the end does not expect another one.
        if (State is { HasEnded: true } && pod.Phase is "Succeeded" or "Failed")
        {
            Finish();
            return;
        }

        var question = pod.ToUtf8().Span;
        if (!question.SequenceEqual(Question))
        {
            Question = question.ToArray();
            _restartPolicy = null;
        }
    }

    /// <summary>Notes what the sidecar says of it; null when it says nothing, and then what was known stays.</summary>
    public void Note(ReportedState? state, long askedAt)
    {
        if (IsFinal)
        {
            return;
        }

        FetchedAt = askedAt;
        State = state ?? State ?? UnknownState.Of(PodView.Parse(Question));
        if (State.HasEnded && Policy() is var policy
            && (policy == RestartPolicy.Never || (policy == RestartPolicy.OnFailure && State.HasSucceeded)))
        {
            Finish();
        }
    }

    private void Finish()
    {
        IsFinal = true;
        Question = [];
    }

    private RestartPolicy Policy()
    {
        try
        {
            return _restartPolicy ??= PodView.Parse(Question).RestartPolicy;
        }
        catch (PodFormatException)
        {
            return RestartPolicy.Always;
        }
    }
}
