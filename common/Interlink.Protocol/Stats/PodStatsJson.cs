using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Stats;

/// <summary>The JSON of a <see cref="PodStats"/>, as the kubelet writes it.</summary>
public static class PodStatsJson
{
    /// <summary>Writes them.</summary>
    public static byte[] Write(PodStats stats) => JsonSerializer.SerializeToUtf8Bytes(stats, PodStatsJsonContext.Default.PodStats);

    /// <summary>Reads them; fields that are not known are ignored.</summary>
    /// <exception cref="PodFormatException">It is something else.</exception>
    public static PodStats Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PodStatsJsonContext.Default.PodStats)
                ?? throw new PodFormatException("The pod's statistics are the JSON text null.");
        }
        catch (JsonException e)
        {
            throw new PodFormatException($"The pod's statistics are not valid at {e.Path ?? "$"}.", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PodStats))]
internal sealed partial class PodStatsJsonContext : JsonSerializerContext;
