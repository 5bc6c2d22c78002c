using System.Collections.Frozen;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>
/// Why Slurm does not start a job yet, in words, and which of these reasons no passing of time will cure. Source: the section JOB REASON
/// CODES of squeue(1), and what Slurm 22.05 to 26.05 print for jobs that do not fit. A drained node or a partition that is down is never
/// among the incurable ones.
/// </summary>
internal static class PendingReasons
{
    private static readonly FrozenDictionary<string, string> Incurable = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PartitionConfig"] = "it asks for more than any node of its partition has",
        ["PartitionTimeLimit"] = "its time limit is beyond that of its partition",
        ["BadConstraints"] = "no node of the cluster fits what it asks for",
        ["DependencyNeverSatisfied"] = "the job it depends on did not end as required",
        ["InvalidAccount"] = "its account does not exist or may not be used",
        ["InvalidQOS"] = "its QOS does not exist",
        ["AccountNotAllowed"] = "its account may not use the partition",
        ["QOSNotAllowed"] = "its QOS may not be used by the account or in the partition",
        ["QOSMaxCpuPerJobLimit"] = "it asks for more CPUs than its QOS allows a job",
        ["QOSMaxMemoryPerJob"] = "it asks for more memory than its QOS allows a job",
        ["QOSMaxGRESPerJob"] = "it asks for more devices than its QOS allows a job",
        ["QOSMaxNodePerJobLimit"] = "it asks for more nodes than its QOS allows a job",
        ["QOSMaxWallDurationPerJobLimit"] = "its time limit is beyond what its QOS allows a job",
        ["QOSMinCpuNotSatisfied"] = "it asks for fewer CPUs than its QOS demands",
        ["QOSMinGRES"] = "it asks for fewer devices than its QOS demands",
        ["QOSMinMemory"] = "it asks for less memory than its QOS demands",
        ["QOSMinNode"] = "it asks for fewer nodes than its QOS demands",
        ["AssocMaxCpuPerJobLimit"] = "it asks for more CPUs than its account allows a job",
        ["AssocMaxMemPerJob"] = "it asks for more memory than its account allows a job",
        ["AssocMaxGRESPerJob"] = "it asks for more devices than its account allows a job",
        ["AssocMaxNodePerJobLimit"] = "it asks for more nodes than its account allows a job",
        ["AssocMaxWallDurationPerJobLimit"] = "its time limit is beyond what its account allows a job",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Passing = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Resources"] = "it is first in line and waits for resources",
        ["Priority"] = "jobs of higher priority are before it",
        ["BeginTime"] = "its start time has not come, or it was requeued a moment ago",
        ["Dependency"] = "it waits for another job",
        ["JobHeldUser"] = "its user holds it: scontrol release lets it go",
        ["JobHeldAdmin"] = "an administrator holds it",
        ["PartitionDown"] = "its partition is down",
        ["PartitionInactive"] = "its partition takes no jobs now",
        ["PartitionNodeLimit"] = "its partition has not so many nodes, or they are down or drained",
        ["NodeDown"] = "a node it needs is down",
        ["Reservation"] = "its reservation has not begun",
        ["ReservationDeleted"] = "its reservation was deleted",
        ["Licenses"] = "it waits for a licence",
        ["QOSMaxJobsPerUserLimit"] = "its user runs as many jobs as the QOS allows",
        ["QOSMaxSubmitJobPerUserLimit"] = "its user has submitted as many jobs as the QOS allows",
        ["QOSMaxCpuPerUserLimit"] = "its user's jobs hold all the CPUs that the QOS allows",
        ["QOSGrpCpuLimit"] = "all CPUs of the QOS are in use",
        ["AssocGrpCpuLimit"] = "all CPUs of the account are in use",
        ["AssocGrpCPUMinutesLimit"] = "the account's CPU time is used up",
        ["AssocMaxJobsLimit"] = "the account runs as many jobs as it may",
        ["Prolog"] = "the node's prolog runs",
        ["Cleaning"] = "what is left of its earlier run is being cleaned up",
        ["JobArrayTaskLimit"] = "the array runs as many tasks as it may",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True when the job will not start unless somebody changes it or the cluster's configuration.</summary>
    public static bool IsIncurable(string? reason) => reason is not null && Incurable.ContainsKey(reason);

    /// <summary>The reason as the end of a sentence about the job; null for one that speaks for itself or is not known here.</summary>
    public static string? Explain(string reason) => Incurable.GetValueOrDefault(reason) ?? Passing.GetValueOrDefault(reason);
}
