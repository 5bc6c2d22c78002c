using Interlink.Hosting.Configuration;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads the configuration: the file, over it the environment, over both the command line.</summary>
internal static class SlurmOptionsLoader
{
    /// <summary>Reads the file at <paramref name="path"/> and tells everything that is wrong at once.</summary>
    public static SlurmOptionsLoad Load(string path, IReadOnlyDictionary<string, string> environment, CommandLineOverrides overrides)
    {
        var file = ConfigReader.Load(path);
        // Without a file every key would be told missing, which is not what is wrong.
        if (file.Problems.Count > 0)
            return new SlurmOptionsLoad(null, file.Problems, []);

        Func<string, string?> read = name => environment.GetValueOrDefault(name);
        var variables = new EnvironmentOverrides(read);
        var problems = new List<string>();
        var warnings = new List<string>();
        var commands = new CommandKeys(file, variables, problems);
        var options = new SlurmOptions
        {
            Host = HostKeys.Read(file, variables, read, overrides, warnings),
            DataRootFolder = DataRootKey.Read(file, warnings),
            Scheduler = Scheduler(file),
            PollInterval = Seconds(file, "PollIntervalSeconds", 5, 1),
            IdlePollInterval = Seconds(file, "IdlePollIntervalSeconds", 30, 1),
            CommandTimeout = Seconds(file, "CommandTimeoutSeconds", 30, 1),
            SubmitSettle = Seconds(file, "SubmitSettleSeconds", 10, 0),
            NodeRootFolder = NodeRootKey.Read(file),
            PodletPath = Podlet(file),
            KeepFinished = file.FindInt("KeepFinishedDays", 0, 36_500) is { } days and > 0 ? TimeSpan.FromDays(days) : null,
            KeepFinishedBytes = file.FindInt("KeepFinishedMiB", 0, int.MaxValue) is { } size and > 0 ? size * 1024 * 1024 : null,
            Policy = PolicyKeys.Read(file),
            LogLimitBytes = LogLimit(file),
            MaxScriptBytes = file.GetInt("MaxScriptBytes", 4 * 1024 * 1024, 1024),
            CommandPrefix = file.GetString("CommandPrefix").ReplaceLineEndings("\n"),
            Tsocks = TsocksKeys.Read(file, variables),
            ExportPodData = file.FindBool("ExportPodData"),
            EnableProbes = file.FindBool("EnableProbes") ?? true,
            SharedFs = variables.FindBool("SHARED_FS"),
        };
        options = SchedulerCommands.Read(options, commands);
        options = RuntimeKeys.Read(options, file, commands);
        options = FlavorKeys.Read(options, file, warnings);
        PolicyKeys.CheckDefaultUser(file, options.Policy, options.DefaultUid, Folders.Posix.User);
        PolicyKeys.Warn(options.Policy, options.Runtime, warnings);
        options = PingKeys.Read(options, file);
        options = DemandKeys.Read(options, file);
        IgnoredKeys.Read(file, warnings);

        warnings.AddRange(file.UnknownKeys);
        problems = [.. file.Problems, .. variables.Problems, .. problems, .. options.Host.Validate()];
        return new SlurmOptionsLoad(problems.Count == 0 ? options : null, problems, warnings)
        {
            KnownKeys = file.KnownKeys,
            KeysInFile = file.KnownKeys.Where(file.Has).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static TimeSpan Seconds(ConfigReader file, string key, int defaultSeconds, int least) =>
        TimeSpan.FromSeconds(file.GetInt(key, defaultSeconds, least, 3600));

    // A limit below a block would give up lines that were just written.
    private static long? LogLimit(ConfigReader file)
    {
        const long Least = 64 * 1024;
        long bytes = file.FindInt("LogLimitBytes", 0) ?? SlurmOptions.DefaultLogLimitBytes;
        if (bytes is > 0 and < Least)
            file.Report("LogLimitBytes", $"is {bytes}; it must be at least {Least}, or 0 for no limit");
        return bytes == 0 ? null : bytes;
    }

    private static SchedulerKind Scheduler(ConfigReader file)
    {
        switch (file.GetString("Scheduler"))
        {
            case "" or "auto":
                return SchedulerKind.Auto;
            case "slurm":
                return SchedulerKind.Slurm;
            case "local":
                return SchedulerKind.Local;
            case var other:
                file.Report("Scheduler", $"is '{other}'; it must be auto, slurm or local");
                return SchedulerKind.Auto;
        }
    }

    private static string? Podlet(ConfigReader file)
    {
        string path = file.GetString("PodletPath");
        if (path.Length == 0)
            return null;
        // Where nothing is shared it is a path of the nodes.
        if (!file.Has(NodeRootKey.Name) && !File.Exists(path))
            file.Report("PodletPath", $"names '{path}', which does not exist");
        return path;
    }
}
