using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Creation;

/// <summary>
/// The pod as a sidecar gets it (<c>RetrievedPodData</c>): for each init container, then each container, what its volume mounts need. Pure;
/// the pod and all that belongs to it stay the JSON they came as.
/// </summary>
internal sealed class RetrievedPod
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly PodCreateRequest _creation;
    private readonly IReadOnlyList<ContainerSources> _containers;

    /// <exception cref="PodFormatException">A field of the pod has the wrong type.</exception>
    public RetrievedPod(PodCreateRequest creation)
    {
        _creation = creation;
        Missing = [];
        var sources = new SourceChoice(creation, Missing);
        _containers = [.. creation.Pod.InitContainers.Concat(creation.Pod.Containers).Select(sources.Of)];
    }

    /// <summary>What mounts name and the request does not hold, in words.</summary>
    public List<string> Missing { get; }

    /// <summary>The document in UTF-8.</summary>
    /// <param name="jobConfig">The script builders' configuration.</param>
    /// <param name="jobScript">A script that replaces the containers; empty or null for none.</param>
    public ReadOnlyMemory<byte> ToJson(JsonObject jobConfig, string? jobScript = null)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("pod");
            _creation.Pod.Json.WriteTo(writer);
            writer.WriteStartArray("container");
            foreach (var container in _containers)
            {
                container.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("jobConfig");
            jobConfig.WriteTo(writer);
            if (!string.IsNullOrEmpty(jobScript))
            {
                writer.WriteString("jobScript", jobScript);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
