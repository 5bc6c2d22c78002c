namespace Interlink.Hosting.Telemetry;

/// <summary>Collects what is wrong with <see cref="TelemetryOptions"/>; nothing is asked of them while tracing is off.</summary>
internal static class TelemetryOptionsValidator
{
    public static void Validate(TelemetryOptions telemetry, List<string> problems)
    {
        if (!telemetry.Enabled)
        {
            return;
        }

        if (telemetry.Endpoint is not null && !CollectorEndpoint.TryParse(telemetry, out _))
        {
            problems.Add(
                $"The trace collector '{telemetry.Endpoint}' is no endpoint: give host:port or an http(s) URL (TELEMETRY_ENDPOINT).");
        }

        if (string.IsNullOrEmpty(telemetry.ClientCertFile) != string.IsNullOrEmpty(telemetry.ClientKeyFile))
        {
            problems.Add(
                "Traces need both a client certificate and its key, or neither (TELEMETRY_CLIENT_CRT_FILEPATH, " +
                "TELEMETRY_CLIENT_KEY_FILEPATH).");
        }

        RequireFile(telemetry.CACertFile, "TELEMETRY_CA_CRT_FILEPATH", problems);
        RequireFile(telemetry.ClientCertFile, "TELEMETRY_CLIENT_CRT_FILEPATH", problems);
        RequireFile(telemetry.ClientKeyFile, "TELEMETRY_CLIENT_KEY_FILEPATH", problems);
    }

    private static void RequireFile(string? path, string variable, List<string> problems)
    {
        if (!string.IsNullOrEmpty(path) && !File.Exists(path))
        {
            problems.Add($"The file '{path}' ({variable}) does not exist.");
        }
    }
}
