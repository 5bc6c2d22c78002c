using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Statuses;

/// <summary>The JSON of a <see cref="PodRunStatus"/>: camelCase, enums as words, times in RFC 3339 with their fraction.</summary>
public static class RunStatusJson
{
    /// <summary>Writes a status.</summary>
    public static byte[] Write(PodRunStatus status) =>
        JsonSerializer.SerializeToUtf8Bytes(status, RunStatusJsonContext.Default.PodRunStatus);

    /// <summary>Reads a status; fields that are not known are ignored.</summary>
    /// <exception cref="PodFormatException">It is no status, for example because the file was cut off.</exception>
    public static PodRunStatus Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RunStatusJsonContext.Default.PodRunStatus)
                ?? throw new PodFormatException("The pod's run status is the JSON text null.");
        }
        catch (JsonException e)
        {
            throw new PodFormatException($"The pod's run status is not valid at {e.Path ?? "$"}, line {e.LineNumber + 1}.", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PodRunStatus))]
internal sealed partial class RunStatusJsonContext : JsonSerializerContext;
