namespace Interlink.Hosting.Metrics;

/// <summary>Marks meters that belong to one host.</summary>
internal sealed class MetricScope;
