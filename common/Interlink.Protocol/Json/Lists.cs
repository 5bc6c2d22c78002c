using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>JSON arrays as Go reads slices: null and an absent field are an empty one.</summary>
internal static class Lists
{
    /// <summary>The objects of an array; a null entry is an error, as no list of the protocol has a use for one.</summary>
    public static IReadOnlyList<T> Objects<T>(JsonNode? node, string path, Func<JsonObject, string, T> read)
    {
        if (Array(node, path) is not { Count: > 0 } array)
        {
            return [];
        }

        var list = new T[array.Count];
        for (int i = 0; i < list.Length; i++)
        {
            string place = $"{path}[{i}]";
            list[i] = array[i] is JsonObject entry ? read(entry, place) : throw new PodFormatException($"{place} must be an object.");
        }

        return list;
    }

    public static IReadOnlyList<string> Texts(JsonNode? node, string path)
    {
        if (Array(node, path) is not { Count: > 0 } array)
        {
            return [];
        }

        var list = new string[array.Count];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = array[i] is { } entry ? Scalars.Text(entry, $"{path}[{i}]") : "";
        }

        return list;
    }

    public static IReadOnlyList<long> Int64s(JsonNode? node, string path)
    {
        if (Array(node, path) is not { Count: > 0 } array)
        {
            return [];
        }

        var list = new long[array.Count];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = array[i] is { } entry ? Scalars.Int64(entry, $"{path}[{i}]") : 0;
        }

        return list;
    }

    private static JsonArray? Array(JsonNode? node, string path) => node switch
    {
        null => null,
        JsonArray array => array,
        _ when path.Length == 0 => throw new PodFormatException("The document must be a list."),
        _ => throw new PodFormatException($"{path} must be a list."),
    };
}
