using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Interlink.Hosting.Telemetry;

/// <summary>Sends spans to a collector. Only a program that was asked to trace has this service.</summary>
internal sealed class TraceExport(ProgramIdentity program, TelemetryOptions options) : IHostedService, IDisposable
{
    private const int FlushMilliseconds = 3000;
    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(CallSpan.SourceName)
            .AddSource("interlink.*")
            .ConfigureResource(ConfigureResource)
            .AddOtlpExporter(ConfigureExporter)
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _provider?.ForceFlush(FlushMilliseconds), cancellationToken);

    public void Dispose() => _provider?.Dispose();

    private void ConfigureResource(ResourceBuilder resource)
    {
        var id = options.UniqueId ?? Guid.NewGuid().ToString();
        resource.Clear();
        resource
            .AddService($"{program.TelemetryServicePrefix}-{id}", serviceVersion: program.Version, serviceInstanceId: id)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector(); // last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win
    }

    private void ConfigureExporter(OtlpExporterOptions exporter)
    {
        if (options.Endpoint is not null && CollectorEndpoint.TryParse(options, out var endpoint))
        {
            // The default follows OTEL_EXPORTER_OTLP_PROTOCOL; an endpoint of interLink's own variable is always gRPC.
            exporter.Protocol = OtlpExportProtocol.Grpc;
            exporter.Endpoint = endpoint;
        }

        if (options.WantsTls)
        {
            exporter.HttpClientFactory = () => CollectorClient.Create(options);
        }
    }
}
