using System.Collections.Frozen;

namespace Interlink.Slurm.Planning.Flags;

/// <summary>What is known of sbatch's flags: which are the same, which take no value, which are refused.</summary>
internal static class SbatchFlagNames
{
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["A"] = "account",
        ["B"] = "extra-node-info",
        ["C"] = "constraint",
        ["D"] = "chdir",
        ["F"] = "nodefile",
        ["G"] = "gpus",
        ["H"] = "hold",
        ["J"] = "job-name",
        ["L"] = "licenses",
        ["M"] = "clusters",
        ["N"] = "nodes",
        ["O"] = "overcommit",
        ["Q"] = "quiet",
        ["S"] = "core-spec",
        ["V"] = "version",
        ["W"] = "wait",
        ["a"] = "array",
        ["b"] = "begin",
        ["c"] = "cpus-per-task",
        ["d"] = "dependency",
        ["e"] = "error",
        ["h"] = "help",
        ["i"] = "input",
        ["k"] = "no-kill",
        ["m"] = "distribution",
        ["n"] = "ntasks",
        ["o"] = "output",
        ["p"] = "partition",
        ["q"] = "qos",
        ["s"] = "oversubscribe",
        ["t"] = "time",
        ["u"] = "usage",
        ["v"] = "verbose",
        ["w"] = "nodelist",
        ["x"] = "exclude",
        ["cluster"] = "clusters",
        ["share"] = "oversubscribe",
        ["workdir"] = "chdir",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithoutValue = new[]
    {
        "contiguous", "help", "hold", "ignore-pbs", "no-requeue", "overcommit", "oversubscribe", "parsable", "quiet", "reboot", "requeue",
        "spread-job", "test-only", "usage", "use-min-nodes", "verbose", "version", "wait",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What the sidecar itself relies on: one job per pod, its output in the pod's folder, sbatch answering at once with nothing but the id.
    private static readonly string[] Refused =
    [
        "array", "error", "help", "open-mode", "output", "parsable", "test-only", "usage", "version", "wait", "wrap",
    ];

    public static string LongName(string name) => Synonyms.GetValueOrDefault(name, name);

    public static bool TakesNoValue(string name) => WithoutValue.Contains(LongName(name));

    /// <summary>
    /// True when sbatch could take <paramref name="name"/> for the flag with that long name: it takes any beginning of a name that fits no
    /// other, so <c>--part</c> is <c>--partition</c>.
    /// </summary>
    public static bool CouldMean(string name, string longName) =>
        longName.StartsWith(LongName(name), StringComparison.Ordinal)
        || (name.Length > 1 && Synonyms.Any(pair => pair.Value == longName && pair.Key.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>True for a refused flag and for each abbreviation of one, which sbatch would understand.</summary>
    public static bool IsRefused(string name)
    {
        string longName = LongName(name);
        return longName.Length == 1
            ? Refused.Contains(longName)
            : Refused.Any(refused => refused.StartsWith(longName, StringComparison.Ordinal));
    }
}
