namespace Interlink.Hosting;

/// <summary>Who a program is in logs, metrics, traces and its OpenAPI document.</summary>
/// <param name="Name">The binary's name, for example <c>slurm-sidecar</c>.</param>
/// <param name="Version">Its version, for example <c>0.1.0</c>.</param>
/// <param name="TelemetryServicePrefix">What its service name in traces begins with: <c>Plugin</c> for a sidecar.</param>
public sealed record ProgramIdentity(string Name, string Version, string TelemetryServicePrefix);
