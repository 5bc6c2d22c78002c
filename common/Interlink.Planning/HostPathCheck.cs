namespace Interlink.Planning;

/// <summary>A path of the machine that has to be there, or be made, before the job starts.</summary>
/// <param name="Path">An absolute path.</param>
/// <param name="Type">What it has to be.</param>
/// <param name="Volume">The volume that asks for it, for messages.</param>
internal sealed record HostPathCheck(string Path, HostPathType Type, string Volume)
{
    /// <summary>The folders in one of which it has to be, links followed; null means anywhere.</summary>
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>The folders in which nothing may be made; null means none.</summary>
    public IReadOnlyList<string>? NotWritable { get; init; }
}
