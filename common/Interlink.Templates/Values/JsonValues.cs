using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Templates.Values;

/// <summary>
/// JSON as the values of a template: bool, long, double, string, byte[], <see cref="GoList"/>, <see cref="GoMap"/>,
/// <see cref="GoStruct"/>, <see cref="GoObject"/>, <see cref="GoNil"/>. Null is none of them: it is a value that is not there.
/// </summary>
internal static class JsonValues
{
    private static readonly GoType AnyList = GoType.Parse("[]any");
    private static readonly GoType AnyMap = GoType.Parse("map[any]");

    /// <summary>What is absent or null has its type's zero value; JSON of another kind than the type's is read as what it is.</summary>
    public static object Read(JsonNode? node, GoType type) => node is null ? Zero(type) : Read(node, node.GetValueKind(), type);

    private static object Read(JsonNode node, JsonValueKind kind, GoType type) => (kind, type.Kind) switch
    {
        (JsonValueKind.Object, GoKind.Struct) => new GoStruct(type.Name, node.AsObject()),
        (JsonValueKind.Object, GoKind.Map) => new GoMap(node.AsObject(), type.Element!),
        (JsonValueKind.Object, _) => new GoMap(node.AsObject(), AnyMap.Element!),
        (JsonValueKind.Array, GoKind.List) => List(node.AsArray(), type),
        (JsonValueKind.Array, _) => List(node.AsArray(), AnyList),
        (JsonValueKind.True, _) => true,
        (JsonValueKind.False, _) => false,
        (JsonValueKind.String, _) => Text(node.GetValue<string>(), type),
        (JsonValueKind.Number, GoKind.Quantity) => new GoQuantity(node.ToJsonString()),
        (JsonValueKind.Number, GoKind.String) => node.ToJsonString(),
        (JsonValueKind.Number, GoKind.IntOrString) => new GoIntOrString(Number(node.ToJsonString()) as long? ?? 0, null),
        (JsonValueKind.Number, _) => Number(node.ToJsonString()),
        _ => Zero(type),
    };

    private static object Zero(GoType type) => type switch
    {
        { Kind: GoKind.Any } => GoNil.Interface,
        { IsPointer: true } => new GoNil($"*{type.Name}"),
        { Kind: GoKind.Bool } => false,
        { Kind: GoKind.Int } => 0L,
        { Kind: GoKind.List } => new GoList(type.Name, []),
        { Kind: GoKind.Map } => new GoMap(null, type.Element!),
        { Kind: GoKind.Struct } => new GoStruct(type.Name, null),
        { Kind: GoKind.IntOrString } => new GoIntOrString(0, null),
        _ => Text("", type),
    };

    private static object Text(string text, GoType type) => type.Kind switch
    {
        GoKind.Bytes => Bytes(text) ?? (object)text,
        GoKind.Quantity => new GoQuantity(text.Length > 0 ? text : "0"),
        GoKind.Time => new GoTimestamp(text),
        GoKind.IntOrString => new GoIntOrString(0, text),
        _ => text,
    };

    private static byte[]? Bytes(string text)
    {
        byte[] buffer = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, buffer, out int length) ? buffer[..length] : null;
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
        : text;

    private static GoList List(JsonArray array, GoType type) => new(type.Name, new JsonList(array, type.Element!));
}
