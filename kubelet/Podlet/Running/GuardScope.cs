namespace Interlink.Podlet.Running;

/// <summary>What a <see cref="Guard"/> ends.</summary>
internal enum GuardScope
{
    /// <summary>The containers: the job's shell goes on after them.</summary>
    Containers,

    /// <summary>Everything the job has started.</summary>
    Job,
}
