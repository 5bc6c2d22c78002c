namespace Interlink.Hosting.Telemetry;

/// <summary>Whether and where traces are sent (OTLP).</summary>
public sealed record TelemetryOptions
{
    /// <summary>Off by default; then nothing of OpenTelemetry is touched.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// <c>host:port</c> or a URL of an OTLP/gRPC collector; null leaves the choice to the standard <c>OTEL_EXPORTER_OTLP_*</c> variables.
    /// Without a scheme it is plaintext unless a certificate is named or <see cref="InsecureSkipVerify"/> is set.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// What makes the service name unique (<c>&lt;prefix&gt;-&lt;id&gt;</c>); null for a new UUID. <c>OTEL_SERVICE_NAME</c> wins over
    /// both.
    /// </summary>
    public string? UniqueId { get; init; }

    /// <summary>A PEM file with the only CAs that may have issued the collector's certificate; null for the machine's own.</summary>
    public string? CACertFile { get; init; }

    /// <summary>The client certificate shown to the collector, PEM; needs <see cref="ClientKeyFile"/>.</summary>
    public string? ClientCertFile { get; init; }

    /// <summary>The client certificate's key, PEM.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>Believes any certificate of the collector. For trying things out.</summary>
    public bool InsecureSkipVerify { get; init; }

    /// <summary>True when TLS is asked for by anything but the endpoint's scheme.</summary>
    internal bool WantsTls => InsecureSkipVerify || !string.IsNullOrEmpty(CACertFile) || !string.IsNullOrEmpty(ClientCertFile);

    /// <summary>
    /// Reads interLink's variables (<c>ENABLE_TRACING</c>, <c>TELEMETRY_*</c>). Tracing is also turned on by the standard ones that name a
    /// collector, and turned off by <c>OTEL_SDK_DISABLED=true</c> or <c>OTEL_TRACES_EXPORTER=none</c>.
    /// </summary>
    /// <param name="read">Gives a variable's value, null when it is not set; the process's own environment when left out.</param>
    public static TelemetryOptions FromEnvironment(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        var disabled = IsTrue(read("OTEL_SDK_DISABLED"))
            || string.Equals(read("OTEL_TRACES_EXPORTER"), "none", StringComparison.OrdinalIgnoreCase);
        var standard = Text(read("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")) ?? Text(read("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var asked = IsTrue(read("ENABLE_TRACING"));
        return new TelemetryOptions
        {
            Enabled = (asked || standard is not null) && !disabled,
            Endpoint = Text(read("TELEMETRY_ENDPOINT")) ?? (standard is null ? "localhost:4317" : null),
            UniqueId = Text(read("TELEMETRY_UNIQUE_ID")),
            CACertFile = Text(read("TELEMETRY_CA_CRT_FILEPATH")),
            ClientCertFile = Text(read("TELEMETRY_CLIENT_CRT_FILEPATH")),
            ClientKeyFile = Text(read("TELEMETRY_CLIENT_KEY_FILEPATH")),
            InsecureSkipVerify = IsTrue(read("TELEMETRY_INSECURE_SKIP_VERIFY")),
        };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool IsTrue(string? value) =>
        value is not null && (value.Trim() == "1" || value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
