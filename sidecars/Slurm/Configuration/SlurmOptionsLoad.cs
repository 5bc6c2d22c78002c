namespace Interlink.Slurm.Configuration;

/// <summary>The outcome of reading the configuration.</summary>
/// <param name="Options">The options; null when there are problems.</param>
/// <param name="Problems">All that keeps the program from starting, one sentence each.</param>
/// <param name="Warnings">What was read but will not do what its writer may expect, one sentence each.</param>
internal sealed record SlurmOptionsLoad(SlurmOptions? Options, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    /// <summary>Every key that has a meaning, in the order of the alphabet.</summary>
    public IReadOnlyList<string> KnownKeys { get; init; } = [];

    /// <summary>Those of them that the file has.</summary>
    public IReadOnlySet<string> KeysInFile { get; init; } = new HashSet<string>();
}
