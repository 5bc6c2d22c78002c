using System.Globalization;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Flags;
using Interlink.Slurm.Planning.Policies;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>The flags of a pod's job, and what they amount to.</summary>
internal sealed class JobFlags
{
    private static readonly string[] CpuFlags = ["cpus-per-task", "cpus-per-gpu"];
    private static readonly string[] MemoryFlags = ["mem", "mem-per-cpu", "mem-per-gpu"];

    private JobFlags(SbatchFlagList flags, long? user)
    {
        Flags = flags;
        User = user;
    }

    public SbatchFlagList Flags { get; }

    /// <summary>The numeric user the job runs as; null means the sidecar's own.</summary>
    public long? User { get; }

    /// <summary>CPUs of all tasks, at least 1.</summary>
    public int Cpus => (int)Math.Clamp(Count("cpus-per-task") * Count("ntasks"), 1, int.MaxValue);

    /// <summary>True when Slurm warns the job of its time limit by SIGTERM.</summary>
    public bool WarnedByTerm => JobTimes.WarnsByTerm(Flags.Value("signal"));

    public long? MemoryBytes => SlurmMemory.Bytes(Flags.Value("mem"))
        ?? (SlurmMemory.Bytes(Flags.Value("mem-per-cpu")) is { } each && each < long.MaxValue / Cpus ? each * Cpus : null);

    /// <summary>
    /// <paramref name="jobFolder"/> is null when the batch script can write nowhere. Flavor flags, those of the pod's priority class, the pod's annotation, then what the pod asks for: the later wins.
    /// </summary>
    public static JobFlags Of(
        PodView pod,
        string? jobFolder,
        int gracePeriodSeconds,
        SlurmOptions options,
        PolicyGuard policy,
        ClusterTraits cluster,
        List<string> warnings)
    {
        var demand = options.LegacyResources ? PodDemand.LegacyOf(pod) : PodDemand.Of(pod);
        var flavor = FlavorChoice.Choose(pod, demand.Gpus, options, warnings);
        var own = Annotated(pod);
        policy.CheckFlags(own.Flags);
        var flags = new SbatchFlagList();
        flags.Set("job-name", pod.Uid);
        // A percent sign would be a pattern.
        flags.Set("output", jobFolder is null
            ? "/dev/null"
            : jobFolder.Replace("%", "%%", StringComparison.Ordinal) + "/" + Protocol.JobFolderFiles.BatchOutput);
        if (flavor is not null)
            flags.Set(Parsed(flavor.SlurmFlags, $"The flavor {flavor.Name}"));
        flags.Set(PriorityFlags(pod, options, warnings));
        flags.Set(own.Flags);
        long? user = UserOf(pod, flavor, options);
        policy.CheckUser(user);
        if (user is not null)
            flags.Set("uid", Text(user.Value));
        SetAmounts(flags, own, demand, flavor, options.LegacyResources);
        DeviceFlags.Set(flags, demand, options, warnings);
        if (demand.StorageBytes is { } storage && AsksForStorage(options, cluster) && !flags.HasAny("tmp"))
            flags.Set("tmp", Text(Math.Max(1, SlurmMemory.CeilingMiB(storage))));

        JobTimes.Set(flags, pod.ActiveDeadlineSeconds, gracePeriodSeconds);
        return new JobFlags(flags, user);
    }

    private static void SetAmounts(SbatchFlagList flags, SbatchFlagList own, PodDemand demand, Flavor? flavor, bool legacy)
    {
        // The Go plugin lets flags stand only where the annotation has them.
        var standing = legacy ? own : flags;
        if (demand.Cpus is { } cpus)
            Replace(flags, CpuFlags, Text(cpus));
        else if (!standing.HasAny(CpuFlags))
            Replace(flags, CpuFlags, Text(legacy ? 1 : flavor?.CpuDefault ?? 1));
        long? memory = demand.MemoryBytes ?? (legacy ? SlurmMemory.MiB : flavor?.MemoryDefault);
        if (memory is not null && (demand.MemoryBytes is not null || !standing.HasAny(MemoryFlags)))
            Replace(flags, MemoryFlags, Text(Math.Max(1, SlurmMemory.CeilingMiB(memory.Value))));
    }

    private static bool AsksForStorage(SlurmOptions options, ClusterTraits cluster) =>
        options.EphemeralStorage == EphemeralStorageKind.Tmp
        || (options.EphemeralStorage == EphemeralStorageKind.Auto && cluster.HasTmpDisk);

    private static IReadOnlyList<SbatchFlag> PriorityFlags(PodView pod, SlurmOptions options, List<string> warnings)
    {
        if (pod.PriorityClassName.Length == 0)
            return [];
        if (options.PriorityClasses.TryGetValue(pod.PriorityClassName, out var flags))
            return flags;
        // A cluster may give every pod a class by default: without the key nobody expects it to mean anything here.
        if (options.PriorityClasses.Count > 0)
            warnings.Add("The pod's priorityClassName has no effect: the configuration has no flags for it under PriorityClasses.");
        return [];
    }

    // sbatch takes only one of a group; the first name is the one that is set.
    private static void Replace(SbatchFlagList flags, string[] group, string value)
    {
        flags.Remove(group.AsSpan(1));
        flags.Set(group[0], value);
    }

    private static SbatchFlagList Annotated(PodView pod)
    {
        const string Source = "The annotation " + PodAnnotations.Flags;
        if (FlagWords.Split(PodAnnotations.Of(pod.Annotations, PodAnnotations.Flags), out var words) is { } problem)
            throw Reject.Invalid($"{Source} {problem}.");
        var flags = new SbatchFlagList();
        flags.Set(Parsed(words, Source));
        return flags;
    }

    private static List<SbatchFlag> Parsed(IReadOnlyList<string> words, string source) =>
        SbatchFlagParser.Parse(words, source, out var flags) is { } problem ? throw Reject.Invalid(problem) : flags;

    private static long? UserOf(PodView pod, Flavor? flavor, SlurmOptions options) => pod.RunAsUser switch
    {
        < 0 or > int.MaxValue => throw Reject.Invalid(
            $"The pod's securityContext.runAsUser is {Text(pod.RunAsUser.Value)}, which is no user id: use a number from 0 to "
                + $"{int.MaxValue}."),
        { } user => user,
        null => flavor?.Uid ?? options.DefaultUid,
    };

    private long Count(string longName) =>
        long.TryParse(Flags.Value(longName), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            ? Math.Clamp(count, 1, int.MaxValue)
            : 1;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
