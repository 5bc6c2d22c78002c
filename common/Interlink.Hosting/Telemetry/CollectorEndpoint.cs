using System.Diagnostics.CodeAnalysis;

namespace Interlink.Hosting.Telemetry;

/// <summary>The collector's address: Go's exporter takes <c>host:port</c>, OpenTelemetry's variables take URLs.</summary>
internal static class CollectorEndpoint
{
    public static bool TryParse(TelemetryOptions telemetry, [NotNullWhen(true)] out Uri? endpoint)
    {
        var text = telemetry.Endpoint ?? "";
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = (telemetry.WantsTls ? "https://" : "http://") + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out endpoint)
            && endpoint.Scheme is "http" or "https"
            && endpoint.Host.Length > 0;
    }
}
