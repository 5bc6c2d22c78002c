using Interlink.Hosting.Configuration;
using Interlink.Hosting.Logs;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Reads what is logged.</summary>
internal static class LogKeys
{
    public static LogOptions Read(ConfigReader log)
    {
        // They say how Python's logger looks; it has been the standard error there, too.
        _ = log.FindString("dir");
        _ = log.FindString("rich_enabled");
        _ = log.FindString("requests_enabled");
        var format = log.GetString("format", "text");
        if (format is not ("" or "text" or "json"))
            log.Report("format", $"is '{format}'; it must be text or json");
        return new LogOptions { Level = Level(log), Json = format == "json" };
    }

    private static LogLevel Level(ConfigReader log)
    {
        var text = log.GetString("level", "INFO").Trim();
        switch (text.ToUpperInvariant())
        {
            case "NOTSET" or "TRACE" or "DEBUG":
                return LogLevel.Debug;
            case "" or "INFO":
                return LogLevel.Information;
            case "WARNING" or "WARN":
                return LogLevel.Warning;
            case "ERROR":
                return LogLevel.Error;
            case "CRITICAL" or "FATAL":
                return LogLevel.Critical;
            default:
                log.Report("level", $"is '{text}'; it must be DEBUG, INFO, WARNING, ERROR or CRITICAL");
                return LogLevel.Information;
        }
    }
}
