namespace Interlink.Slurm.Planning;

/// <summary>A path of the machine that has to be there, or be made, before the job starts.</summary>
/// <param name="Path">An absolute path.</param>
/// <param name="Type">What it has to be.</param>
/// <param name="Volume">The volume that asks for it, for messages.</param>
internal sealed record HostPathCheck(string Path, HostPathType Type, string Volume);
