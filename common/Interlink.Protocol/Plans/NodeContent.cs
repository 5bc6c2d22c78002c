using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Plans;

/// <summary>
/// Files that travel inside the batch script and are made on the node, where the job folder is, before anything of the pod runs.
/// </summary>
public sealed record NodeContent
{
    /// <summary>Folders to make; parents come before their children.</summary>
    public IReadOnlyList<NodeFolder> Folders { get; init => field = value ?? []; } = [];

    /// <summary>Files to write.</summary>
    public IReadOnlyList<NodeFile> Files { get; init => field = value ?? []; } = [];

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="PodFormatException">It is something else, or a part of it.</exception>
    public static NodeContent Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, NodeContentJson.Default.NodeContent)
                ?? throw new PodFormatException("The content for the node is the JSON text null.");
        }
        catch (JsonException e)
        {
            throw new PodFormatException($"The content for the node is not valid at {e.Path ?? "$"}.", e);
        }
    }

    /// <summary>One line of ASCII.</summary>
    public static byte[] Write(NodeContent content) => JsonSerializer.SerializeToUtf8Bytes(content, NodeContentJson.Default.NodeContent);
}

/// <summary>A folder on the node.</summary>
/// <param name="Path">Below the job folder, without <c>.</c> and <c>..</c>.</param>
/// <param name="Mode">Its mode, nothing for group and others.</param>
public sealed record NodeFolder(string Path, int Mode);

/// <summary>A file on the node.</summary>
/// <param name="Path">Below the job folder, without <c>.</c> and <c>..</c>.</param>
/// <param name="Mode">Its mode, nothing for group and others.</param>
/// <param name="Content">Its bytes.</param>
public sealed record NodeFile(string Path, int Mode, byte[] Content)
{
    /// <summary>The file's path: its content may be a secret.</summary>
    public override string ToString() => Path;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NodeContent))]
internal sealed partial class NodeContentJson : JsonSerializerContext;
