using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>The question of <c>/getLogs</c>.</summary>
public sealed record LogRequest
{
    /// <summary>The pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's UID.</summary>
    public required string PodUID { get; init; }

    /// <summary>The pod's name.</summary>
    public string PodName { get; init; } = "";

    /// <summary>The container, an init container, or <c>job</c> for the batch script's own output.</summary>
    public required string ContainerName { get; init; }

    /// <summary>Only the last so many lines; null means all.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only the first so many bytes of what the other options leave; null means all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Each line begins with the time it was written.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Stay and send what is written until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The log of the container's previous run.</summary>
    public bool Previous { get; init; }

    /// <summary>Only what was written at most so many seconds ago; null means all.</summary>
    public long? SinceSeconds { get; init; }

    /// <summary>Only what was written at or after this time; null means all.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <summary>
    /// Reads the body of <c>/getLogs</c>. Zero, null, and Go's zero time mean unset; the byte limit may be called <c>Bytes</c> (Go) or
    /// <c>LimitBytes</c> (Python).
    /// </summary>
    /// <exception cref="PodFormatException">It is not JSON, has a duplicate key, names no pod or container, or an option is negative or of
    /// the wrong type.</exception>
    public static LogRequest Parse(ReadOnlyMemory<byte> document) => Parse(JsonDoor.Parse(document.Span));

    /// <summary>Reads a body that has been parsed.</summary>
    /// <exception cref="PodFormatException">It names no pod or container, or an option is negative or of the wrong type.</exception>
    public static LogRequest Parse(JsonNode? document)
    {
        if (document is not JsonObject json)
        {
            throw new PodFormatException("The log request must be a JSON object.");
        }

        var request = new FieldReader(json, "");
        FieldReader options = request.Inside("Opts");
        return new LogRequest
        {
            Namespace = request.Text("Namespace") is { Length: > 0 } name ? name : "default",
            PodUID = Required(request, "PodUID"),
            PodName = request.Text("PodName") ?? "",
            ContainerName = Required(request, "ContainerName"),
            TailLines = Positive(options, "Tail"),
            LimitBytes = Positive(options, "Bytes") ?? Positive(options, "LimitBytes"),
            Timestamps = options.Flag("Timestamps") ?? false,
            Follow = options.Flag("Follow") ?? false,
            Previous = options.Flag("Previous") ?? false,
            SinceSeconds = Positive(options, "SinceSeconds"),
            SinceTime = options.Time("SinceTime"),
        };
    }

    private static string Required(FieldReader request, string field) => request.Text(field) is { Length: > 0 } text
        ? text
        : throw new PodFormatException($"The log request has no {field}.");

    private static long? Positive(FieldReader options, string field) => options.Int64(field) switch
    {
        null or 0 => null,
        < 0 => throw new PodFormatException($"{options.PathOf(field)} must not be negative."),
        long number => number,
    };
}
