namespace Interlink.Protocol.Plans;

/// <summary>A file or folder of the machine made visible in a container.</summary>
/// <param name="Source">An absolute path on the machine.</param>
/// <param name="Target">An absolute path in the container.</param>
/// <param name="ReadOnly">True when the container may not write to it.</param>
public sealed record MountPlan(string Source, string Target, bool ReadOnly);
