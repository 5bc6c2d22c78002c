using Interlink.Protocol;

namespace Interlink.Kubernetes.Resources;

/// <summary>Which part of a container's output is wanted.</summary>
public sealed record LogOptions
{
    /// <summary>The container; null for the only one, or the pod's default.</summary>
    public string? Container { get; init; }

    /// <summary>Whether to go on with what is still to be written.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before the last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>A time (RFC 3339) before each line.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only the last lines; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>The most bytes; null without limit.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only what is younger, in seconds; not together with <see cref="SinceTime"/>.</summary>
    public long? SinceSeconds { get; init; }

    /// <summary>Only what is younger, in whole seconds.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <summary><c>All</c>, <c>Stdout</c> or <c>Stderr</c>; null is both. Servers before 1.32 know nothing of it.</summary>
    public string? Stream { get; init; }

    /// <summary>Whether the API server may skip the check of the node's certificate.</summary>
    public bool InsecureSkipTlsVerifyBackend { get; init; }

    internal QueryText Query() => new QueryText()
        .Add("container", Container)
        .Add("follow", Follow)
        .Add("previous", Previous)
        .Add("timestamps", Timestamps)
        .Add("tailLines", TailLines)
        .Add("limitBytes", LimitBytes)
        .Add("sinceSeconds", SinceSeconds)
        .Add("sinceTime", SinceTime is { } time ? GoTime.FormatRfc3339(time) : null)
        .Add("stream", Stream)
        .Add("insecureSkipTLSVerifyBackend", InsecureSkipTlsVerifyBackend);
}
