using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Plans;

/// <summary>The JSON of a <see cref="PodPlan"/>: camelCase, enums as words, indented so that an administrator can read it.</summary>
public static class PlanJson
{
    // An administrator shall be able to read it: no \u0022 for a quote.
    private static readonly PlanJsonContext Context = new(
        new JsonSerializerOptions(PlanJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a plan. It may hold secrets: the file belongs to mode 0600.</summary>
    public static byte[] Write(PodPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Context.PodPlan);

    /// <summary>
    /// Reads a plan; fields that are not known are ignored, lists that are missing are empty. The version is not judged here.
    /// </summary>
    /// <exception cref="PodFormatException">It is no plan.</exception>
    public static PodPlan Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Context.PodPlan)
                ?? throw new PodFormatException("The pod plan is the JSON text null.");
        }
        catch (JsonException e)
        {
            throw new PodFormatException($"The pod plan is not valid at {e.Path ?? "$"}, line {e.LineNumber + 1}.", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PodPlan))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
