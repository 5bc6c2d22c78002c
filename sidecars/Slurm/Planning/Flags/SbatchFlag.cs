namespace Interlink.Slurm.Planning.Flags;

/// <summary>A flag of sbatch as it is written into the batch script.</summary>
/// <param name="Name">The name as written, without dashes: one letter or a long name.</param>
/// <param name="Value">Its value; null when it has none.</param>
internal sealed record SbatchFlag(string Name, string? Value)
{
    /// <summary>The long name, the same for every way to write the flag.</summary>
    public string LongName { get; } = SbatchFlagNames.LongName(Name);

    /// <summary>The text behind <c>#SBATCH </c>.</summary>
    public string Text => this switch
    {
        { Value: null } => Name.Length == 1 ? "-" + Name : "--" + Name,
        { Name.Length: 1, Value.Length: > 0 } => $"-{Name} {SbatchQuote.Quote(Value)}",
        _ => $"--{LongName}={SbatchQuote.Quote(Value)}",
    };

    /// <summary>The flag's name: its value may be a secret.</summary>
    public override string ToString() => Name.Length == 1 ? "-" + Name : "--" + Name;
}
