namespace Interlink.Protocol.Plans;

/// <summary>What a pod's job asks of its scheduler.</summary>
/// <param name="Cpus">CPUs, at least 1.</param>
/// <param name="MemoryBytes">Memory in bytes; null leaves it to the scheduler's default.</param>
public sealed record PlannedResources(int Cpus, long? MemoryBytes);
