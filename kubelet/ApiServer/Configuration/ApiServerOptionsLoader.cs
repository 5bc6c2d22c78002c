using Interlink.Hosting;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Configuration;

/// <summary>Reads the configuration: the file, over it the environment and the command line.</summary>
internal static class ApiServerOptionsLoader
{
    private const int LongestSeconds = 3600;

    /// <summary>Reads the file and tells everything that is wrong at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">Gives a variable's value, null when it is not set.</param>
    /// <param name="overrides">What the command line says.</param>
    public static ApiServerOptionsLoad Load(string path, Func<string, string?> environment, CommandLineOverrides overrides)
    {
        var file = ConfigReader.Load(path);
        // Without a file every key would be told missing, which is not what is wrong.
        if (file.Problems.Count > 0)
        {
            return new ApiServerOptionsLoad(null, file.Problems, [], []);
        }

        List<string> problems = [], warnings = [];
        var variables = new EnvironmentOverrides(environment);
        var oidc = OidcKeys.Read(file);
        var options = new ApiServerOptions
        {
            Host = new HostOptions
            {
                Listen = new ListenKeys(file, variables, warnings, oidc is not null).Read(),
                Logs = Logs(file, overrides),
                Telemetry = TelemetryOptions.FromEnvironment(environment),
                MaxRequestBytes = file.GetInt("MaxRequestMiB", 64, 1, 1024) * 1024L * 1024,
            },
            Sidecars = new SidecarKeys(file, variables, problems, warnings).Read(),
            SidecarAnnotation = file.GetString("SidecarAnnotation") is { Length: > 0 } annotation ? annotation : null,
            Oidc = oidc,
            JobScripts = JobScriptKeys.Read(file),
            Statuses = new StatusOptions
            {
                Interval = Seconds(file, "StatusIntervalSeconds", 2),
                MostPods = file.GetInt("StatusCachePods", 20_000, 1, 1_000_000),
                Keep = TimeSpan.FromMinutes(file.GetInt("StatusCacheMinutes", 60, 1, 10_080)),
            },
            Patience = Seconds(file, "PatienceSeconds", 110),
        };
        // Nothing is kept on disk.
        _ = file.GetString("DataRootFolder");
        ReadPprof(file, variables, warnings);
        warnings.AddRange(file.UnknownKeys);
        problems = [.. file.Problems, .. variables.Problems, .. problems, .. file.Problems.Count == 0 ? options.Host.Validate() : []];
        return new ApiServerOptionsLoad(problems.Count == 0 ? options : null, problems, warnings, file.KnownKeys);
    }

    private static TimeSpan Seconds(ConfigReader file, string key, int defaultSeconds) =>
        TimeSpan.FromSeconds(file.GetInt(key, defaultSeconds, 1, LongestSeconds));

    private static LogOptions Logs(ConfigReader file, CommandLineOverrides overrides)
    {
        var verbose = file.GetBool("VerboseLogging") | overrides.Verbose;
        var errorsOnly = file.GetBool("ErrorsOnlyLogging") | overrides.ErrorsOnly;
        var format = file.GetString("LogFormat", "text");
        if (format is not ("" or "text" or "json"))
        {
            file.Report("LogFormat", $"is '{format}'; it must be text or json");
        }

        return new LogOptions
        {
            Level = verbose ? LogLevel.Debug : errorsOnly ? LogLevel.Error : LogLevel.Information,
            Json = format == "json",
        };
    }

    private static void ReadPprof(ConfigReader file, EnvironmentOverrides variables, List<string> warnings)
    {
        var section = file.GetSection("Pprof");
        _ = section.GetString("Address");
        _ = section.GetString("Port");
        if (section.GetBool("Enabled") || variables.FindString("ENABLE_PPROF") == "true")
        {
            warnings.Add("Pprof is accepted and has no effect: it profiles Go programs; /metrics tells what this one does.");
        }
    }
}
