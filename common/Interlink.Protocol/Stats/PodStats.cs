namespace Interlink.Protocol.Stats;

/// <summary>
/// What a pod uses, in the shape of <c>PodStats</c> of the kubelet's Summary API: the content of <see cref="JobFolderFiles.Stats"/>.
/// </summary>
public sealed record PodStats
{
    /// <summary>The pod.</summary>
    public required PodReference PodRef { get; init; }

    /// <summary>When podlet began.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The containers that run now.</summary>
    public IReadOnlyList<ContainerStats> Containers { get; init => field = value ?? []; } = [];

    /// <summary>CPU time of all of them.</summary>
    public required CpuStats Cpu { get; init; }

    /// <summary>Memory of all of them.</summary>
    public required MemoryStats Memory { get; init; }
}

/// <summary>Which pod.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Uid">Its UID.</param>
public sealed record PodReference(string Name, string Namespace, string Uid);

/// <summary>What one container uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartTime">When its present process started.</param>
/// <param name="Cpu">Its CPU time.</param>
/// <param name="Memory">Its memory.</param>
public sealed record ContainerStats(string Name, DateTimeOffset? StartTime, CpuStats Cpu, MemoryStats Memory);

/// <summary>CPU time.</summary>
/// <param name="Time">When it was measured.</param>
/// <param name="UsageNanoCores">Nanoseconds used per second, since the measurement before; null for the first.</param>
/// <param name="UsageCoreNanoSeconds">Nanoseconds used since the start, over all CPUs; never less than before.</param>
public sealed record CpuStats(DateTimeOffset Time, ulong? UsageNanoCores, ulong UsageCoreNanoSeconds);

/// <summary>Memory.</summary>
/// <param name="Time">When it was measured.</param>
/// <param name="WorkingSetBytes">Memory in use that cannot be given back, estimated: the processes' own and the largest part that one of
/// them shares with files and others.</param>
/// <param name="RssBytes">The processes' own (anonymous) memory.</param>
public sealed record MemoryStats(DateTimeOffset Time, ulong WorkingSetBytes, ulong RssBytes);
