namespace Interlink.Protocol.Plans;

/// <summary>When an image is fetched, for runtimes that keep images; the others look into their own cache.</summary>
public enum PullPolicy
{
    /// <summary>When it is not there.</summary>
    IfNotPresent,

    /// <summary>Each time.</summary>
    Always,

    /// <summary>Not at all: it has to be there.</summary>
    Never,
}
