namespace Interlink.Planning.Volumes;

/// <summary>What pods may see of the machine's own files.</summary>
/// <param name="IsReadOnly">
/// Whether they may only read a path, which the volume of the given name shows; an exception when they may not even that.
/// </param>
/// <param name="Within">The folders that links must not lead out of; null for no such rule.</param>
/// <param name="NotWritable">The folders nothing may be written to, wherever a link to them is; null for none.</param>
internal sealed record HostPathBounds(
    Func<string, string, bool> IsReadOnly, IReadOnlyList<string>? Within, IReadOnlyList<string>? NotWritable)
{
    /// <summary>All that the user may see and write.</summary>
    public static HostPathBounds None { get; } = new((_, _) => false, null, null);
}
