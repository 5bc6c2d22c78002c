namespace Interlink.Podlet.Handlers;

/// <summary>A handler at work. All calls come from podlet's one thread.</summary>
internal abstract class HandlerRun
{
    /// <summary>Its end; null while it goes on, and for ever once cancelled.</summary>
    public HandlerOutcome? Outcome { get; protected set; }

    /// <summary>True once nobody wants to know any more.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Readable when there is something to look at; -1 for none.</summary>
    public virtual int Descriptor => -1;

    /// <summary>How long until there is something to look at in any case; null for never.</summary>
    public abstract TimeSpan? Wait { get; }

    /// <summary>Goes on as far as possible without waiting.</summary>
    public abstract void Look();

    /// <summary>True when the process that was reaped is one of this handler.</summary>
    public virtual bool Take(int process, int exitCode) => false;

    /// <summary>Ends it. Nothing is heard of it any more.</summary>
    public void Cancel()
    {
        if (Outcome is null && !IsCancelled)
            Abandon();
        IsCancelled = true;
    }

    protected abstract void Abandon();
}
