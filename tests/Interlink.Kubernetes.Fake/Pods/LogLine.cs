namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>A line of a container.</summary>
public sealed record LogLine(DateTimeOffset Time, string Text);
