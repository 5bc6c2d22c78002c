namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>What becomes of the watches that are open.</summary>
internal enum WatchOrder
{
    /// <summary>They tell how far the server is.</summary>
    Bookmark,

    /// <summary>They end as at the end of their time.</summary>
    End,

    /// <summary>Their connections break.</summary>
    Cut,

    /// <summary>They stay open and say nothing more, as when the other side has gone without a word.</summary>
    Freeze,

    /// <summary>They tell that the history is gone, and end.</summary>
    Expire,
}
