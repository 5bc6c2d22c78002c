using System.Globalization;
using Interlink.Hosting;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads where the sidecar listens, whom it lets in and what it logs.</summary>
internal static class HostKeys
{
    private const int DefaultPort = 4000;
    private const string SocketScheme = "unix://";

    public static HostOptions Read(
        ConfigReader file,
        EnvironmentOverrides environment,
        Func<string, string?> variables,
        CommandLineOverrides overrides,
        List<string> warnings)
    {
        var listen = new ListenOptions
        {
            UnixSocket = Socket(file),
            Address = file.FindString("ListenAddress") is { Length: > 0 } address ? address : "127.0.0.1",
            Port = environment.FindInt("SIDECARPORT", 0, ushort.MaxValue) ?? file.GetInt("SidecarPort", DefaultPort, 0, ushort.MaxValue),
            AllowInsecure = file.GetBool("AllowInsecureListen"),
            Tls = Tls(file),
            TokenFile = file.GetString("TokenFile") is { Length: > 0 } token ? token : null,
        };
        if (listen is { UnixSocket: not null, Tls: not null })
            warnings.Add("TLS has no effect on a unix socket, whose file mode says who may connect.");
        bool verbose = file.GetBool("VerboseLogging") | overrides.Verbose;
        bool errorsOnly = file.GetBool("ErrorsOnlyLogging") | overrides.ErrorsOnly;
        var logs = new LogOptions
        {
            Level = verbose ? LogLevel.Debug : errorsOnly ? LogLevel.Error : LogLevel.Information,
            Json = LogFormat(file),
        };
        return new HostOptions { Listen = listen, Logs = logs, Telemetry = TelemetryOptions.FromEnvironment(variables) };
    }

    private static string? Socket(ConfigReader file)
    {
        string text = file.GetString("Socket");
        if (text.Length == 0)
            return null;
        if (text.StartsWith(SocketScheme, StringComparison.Ordinal))
            return text[SocketScheme.Length..];
        file.Report("Socket", "must be unix:// and an absolute path, for example unix:///run/interlink/sidecar.sock");
        return null;
    }

    private static TlsOptions? Tls(ConfigReader file)
    {
        var section = file.GetSection("TLS");
        bool enabled = section.GetBool("Enabled");
        string clientCA = section.GetString("CACertFile");
        var tls = new TlsOptions(section.GetString("CertFile"), section.GetString("KeyFile"), clientCA.Length > 0 ? clientCA : null);
        return enabled ? tls : null;
    }

    private static bool LogFormat(ConfigReader file)
    {
        string format = file.GetString("LogFormat", "text");
        if (format is not ("" or "text" or "json"))
            file.Report("LogFormat", string.Create(CultureInfo.InvariantCulture, $"is '{format}'; it must be text or json"));
        return format == "json";
    }
}
