using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Wire;

/// <summary>Amounts as Kubernetes quantities.</summary>
/// <param name="Cpu">CPUs.</param>
/// <param name="Memory">Memory in bytes.</param>
/// <param name="Pods">Pods.</param>
/// <param name="Accelerators">GPUs and the like.</param>
public sealed record PingResources(string? Cpu, string? Memory, string? Pods, IReadOnlyList<PingAccelerator>? Accelerators = null)
{
    internal static PingResources Read(FieldReader reader)
    {
        IReadOnlyList<PingAccelerator> accelerators = reader.Objects("accelerators", PingAccelerator.Read);
        return new PingResources(
            Amount(reader, "cpu"), Amount(reader, "memory"), Amount(reader, "pods"), accelerators.Count == 0 ? null : accelerators);
    }

    /// <summary>A quantity as it was written; null when absent or empty.</summary>
    internal static string? Amount(FieldReader reader, string field)
    {
        JsonNode? node = reader.Find(field);
        string? text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>().Trim() : node?.ToJsonString();
        return string.IsNullOrEmpty(text) || reader.Quantity(field) is null ? null : text;
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("resources");
        writer.WriteUnlessEmpty("cpu", Cpu);
        writer.WriteUnlessEmpty("memory", Memory);
        writer.WriteUnlessEmpty("pods", Pods);
        if (Accelerators is { Count: > 0 } accelerators)
        {
            writer.WriteStartArray("accelerators");
            foreach (PingAccelerator accelerator in accelerators)
            {
                accelerator.Write(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
