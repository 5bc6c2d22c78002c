using System.Globalization;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Configuration;

/// <summary>What each key of the configuration amounts to, for people.</summary>
internal static class ConfigExplanation
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["SidecarPort"] = "SIDECARPORT",
        ["SbatchPath"] = "SBATCHPATH",
        ["ScancelPath"] = "SCANCELPATH",
        ["SqueuePath"] = "SQUEUEPATH",
        ["SinfoPath"] = "SINFOPATH",
        ["SrunPath"] = "SRUNPATH",
        ["SingularityPath"] = "SINGULARITYPATH",
        ["Tsocks"] = "TSOCKS",
        ["TsocksPath"] = "TSOCKSPATH",
    };

    /// <summary>One line per key that is in effect: its value, and where it comes from.</summary>
    public static IEnumerable<(string Key, string Value, string From)> Of(SlurmOptionsLoad load, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (key, value) in Values(load.Options!))
            yield return (key, value, From(key, load, environment));
    }

    private static string From(string key, SlurmOptionsLoad load, IReadOnlyDictionary<string, string> environment) =>
        Variables.TryGetValue(key, out var variable) && environment.GetValueOrDefault(variable) is { Length: > 0 } ? variable
        : key == "SHARED_FS" ? environment.ContainsKey(key) ? "environment" : "default"
        : load.KeysInFile.Contains(key) ? "file"
        : "default";

    private static IEnumerable<(string Key, string Value)> Values(SlurmOptions options)
    {
        var listen = options.Host.Listen;
        if (listen.UnixSocket is { } socket)
        {
            yield return ("Socket", socket);
        }
        else
        {
            yield return ("ListenAddress", listen.Address);
            yield return ("SidecarPort", Text(listen.Port));
            yield return ("AllowInsecureListen", Text(listen.AllowInsecure));
        }

        yield return ("TLS", listen.Tls is null ? "off" : listen.Tls.CACertFile is null ? "on" : "on, with client certificates");
        yield return ("TokenFile", listen.TokenFile ?? "");
        yield return ("DataRootFolder", options.DataRootFolder);
        yield return ("Scheduler", options.Scheduler.ToString().ToLowerInvariant());
        yield return ("SbatchPath", Words(options.Sbatch));
        yield return ("ScancelPath", Words(options.Scancel));
        yield return ("SqueuePath", Words(options.Squeue));
        yield return ("SinfoPath", Words(options.Sinfo));
        yield return ("SacctPath", Words(options.Sacct));
        yield return ("ScontrolPath", Words(options.Scontrol));
        yield return ("SrunPath", Words(options.Srun));
        yield return ("PollIntervalSeconds", Text(options.PollInterval));
        yield return ("IdlePollIntervalSeconds", Text(options.IdlePollInterval));
        yield return ("CommandTimeoutSeconds", Text(options.CommandTimeout));
        yield return ("SubmitSettleSeconds", Text(options.SubmitSettle));
        yield return ("PodletPath", options.PodletPath ?? "");
        yield return ("NodeRootFolder", options.NodeRootFolder ?? "");
        yield return ("SHARED_FS", options.SharedFs is { } shared ? Text(shared) : "");
        yield return ("MaxScriptBytes", Text(options.MaxScriptBytes));
        yield return ("BashPath", options.BashPath);
        // Shell text may hold anything, passwords too.
        yield return ("CommandPrefix", options.CommandPrefix.Length == 0 ? "" : $"{Text(options.CommandPrefix.Split('\n').Length)} lines");
        yield return ("Tsocks", Text(options.Tsocks is not null));
        yield return ("TsocksPath", options.Tsocks?.Library ?? "");
        yield return ("TsocksLoginNode", options.Tsocks?.LoginNode ?? "");
        yield return ("ContainerRuntime", options.Runtime == ContainerRuntime.Singularity ? options.RuntimeCommand[^1] : options.Runtime.ToString().ToLowerInvariant());
        if (options.Runtime != ContainerRuntime.Host)
        {
            yield return ($"{options.Runtime}Path", Words(options.RuntimeCommand));
            yield return ($"{options.Runtime}DefaultOptions", Words(options.RuntimeOptions));
        }

        yield return ("ImagePrefix", options.ImagePrefix);
        yield return ("ExportPodData", Text(options.ExportPodData ?? true));
        yield return ("EnableProbes", Text(options.EnableProbes));
        yield return ("DefaultUID", options.DefaultUid is { } user ? Text(user) : "");
        yield return ("Flavors", string.Join(' ', options.Flavors.Select(flavor => flavor.Name)));
        yield return ("DefaultFlavor", options.DefaultFlavor?.Name ?? "");
        yield return ("LegacyResources", Text(options.LegacyResources));
        yield return ("PriorityClasses", string.Join(' ', options.PriorityClasses.Keys));
        yield return ("Policy", options.Policy == PodPolicy.Open ? "" : "see the file");
        yield return ("EphemeralStorage", options.EphemeralStorage.ToString().ToLowerInvariant());
        yield return ("CancelUnfitJobs", Text(options.CancelUnfit));
        yield return ("LogLimitBytes", options.LogLimitBytes is { } limit ? Text(limit) : "0");
        yield return ("KeepFinishedDays", options.KeepFinished is { } keep ? Text((long)keep.TotalDays) : "0");
        yield return ("KeepFinishedMiB", options.KeepFinishedBytes is { } size ? Text(size / 1024 / 1024) : "0");
        yield return ("PingResources", options.PingResources.ToString());
        yield return ("ResourceScriptPath", Words(options.ResourceScript));
        yield return ("Taints", options.Taints is null ? "" : Text(options.Taints.Count));
    }

    private static string Words(IEnumerable<string> words) => string.Join(' ', words);

    private static string Text(bool truth) => truth ? "true" : "false";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
