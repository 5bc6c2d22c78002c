namespace Interlink.Slurm.Planning.Flags;

/// <summary>Flags in the order of the batch script, each at most once: a later one takes the place of the earlier.</summary>
internal sealed class SbatchFlagList
{
    private readonly List<SbatchFlag> flags = [];

    public IReadOnlyList<SbatchFlag> Flags => flags;

    public void Set(string longName, string value) => Set(new SbatchFlag(longName, value));

    public void Set(SbatchFlag flag)
    {
        int index = flags.FindIndex(other => other.LongName == flag.LongName);
        if (index < 0)
            flags.Add(flag);
        else
            flags[index] = flag;
    }

    public void Set(IEnumerable<SbatchFlag> several)
    {
        foreach (var flag in several)
            Set(flag);
    }

    public void Remove(params ReadOnlySpan<string> longNames)
    {
        foreach (string name in longNames)
            flags.RemoveAll(flag => flag.LongName == name);
    }

    public bool HasAny(params ReadOnlySpan<string> longNames)
    {
        foreach (string name in longNames)
        {
            if (flags.Any(flag => flag.LongName == name))
                return true;
        }

        return false;
    }

    /// <summary>A flag's value; null when the flag is not there or has none.</summary>
    public string? Value(string longName) => flags.Find(flag => flag.LongName == longName)?.Value;
}
