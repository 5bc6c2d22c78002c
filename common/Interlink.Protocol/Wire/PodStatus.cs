using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;

namespace Interlink.Protocol.Wire;

/// <summary>One pod in the answer to <c>/status</c>.</summary>
public sealed record PodStatus
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's UID.</summary>
    public required string UID { get; init; }

    /// <summary>The pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The scheduler's id of the job; empty while unknown.</summary>
    public string JID { get; init; } = "";

    /// <summary>One entry per container, never empty: a Go virtual kubelet takes an empty list for a pod that succeeded.</summary>
    public required IReadOnlyList<ContainerStatus> Containers { get; init; }

    /// <summary>Init containers that are not sidecars.</summary>
    public IReadOnlyList<ContainerStatus> InitContainers { get; init; } = [];

    /// <summary>Restartable init containers; a Go virtual kubelet ignores the field. Left out when there are none.</summary>
    public IReadOnlyList<ContainerStatus>? SidecarContainers { get; init; }

    /// <summary>
    /// Reads the answer to <c>/status</c>; the JSON text <c>null</c>, which a Go API server sends for no pods, is an empty list.
    /// </summary>
    /// <exception cref="PodFormatException">It is not JSON, no list, or a field has the wrong type.</exception>
    public static IReadOnlyList<PodStatus> ParseList(ReadOnlyMemory<byte> document) =>
        Lists.Objects(JsonDoor.Parse(document.Span), "", Read);

    /// <summary>The answer to <c>/status</c> as JSON, as Go's encoder writes it.</summary>
    public static byte[] ToJson(IReadOnlyList<PodStatus> pods) => WireText.Write(pods, WriteList);

    /// <summary>The same, written where it goes: the answer about a thousand pods is some hundred kilobytes.</summary>
    public static void WriteTo(IBufferWriter<byte> output, IReadOnlyList<PodStatus> pods) => WireText.Write(output, pods, WriteList);

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<PodStatus> pods)
    {
        writer.WriteStartArray();
        foreach (PodStatus pod in pods)
        {
            pod.Write(writer);
        }

        writer.WriteEndArray();
    }

    private static PodStatus Read(JsonObject json, string path)
    {
        var pod = new FieldReader(json, path);
        IReadOnlyList<ContainerStatus> sidecars = pod.Objects("sidecarContainers", ContainerStatusText.Read);
        return new PodStatus
        {
            Name = pod.Text("name") ?? "",
            UID = pod.Text("UID") ?? "",
            Namespace = pod.Text("namespace") ?? "",
            JID = pod.Text("JID") ?? "",
            Containers = pod.Objects("containers", ContainerStatusText.Read),
            InitContainers = pod.Objects("initContainers", ContainerStatusText.Read),
            SidecarContainers = sidecars.Count == 0 ? null : sidecars,
        };
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString(nameof(UID), UID);
        writer.WriteString("namespace", Namespace);
        writer.WriteString(nameof(JID), JID);
        ContainerStatusText.WriteList(writer, "containers", Containers);
        if (InitContainers.Count == 0)
        {
            writer.WriteNull("initContainers");
        }
        else
        {
            ContainerStatusText.WriteList(writer, "initContainers", InitContainers);
        }

        if (SidecarContainers is { Count: > 0 } sidecars)
        {
            ContainerStatusText.WriteList(writer, "sidecarContainers", sidecars);
        }

        writer.WriteEndObject();
    }
}
