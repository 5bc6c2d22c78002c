using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol;

namespace Interlink.KubernetesSidecar.Ping;

/// <summary>Amounts of resources by name.</summary>
internal static class ResourceAmounts
{
    /// <summary>The amounts; what is no quantity is left out.</summary>
    public static Dictionary<string, Quantity> Read(JsonObject? json)
    {
        var amounts = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, value) in json ?? [])
        {
            var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString();
            if (Quantity.TryParse(text, out var amount))
                amounts[name] = amount;
        }
        return amounts;
    }

    /// <summary>Adds to each.</summary>
    public static void Add(Dictionary<string, Quantity> sum, IReadOnlyDictionary<string, Quantity> more)
    {
        foreach (var (name, amount) in more)
            sum[name] = sum.TryGetValue(name, out var before) ? before + amount : amount;
    }

    /// <summary>Takes the larger of each.</summary>
    public static void Raise(Dictionary<string, Quantity> sum, IReadOnlyDictionary<string, Quantity> other)
    {
        foreach (var (name, amount) in other)
        {
            if (!sum.TryGetValue(name, out var before) || before < amount)
                sum[name] = amount;
        }
    }

    public static string? Text(JsonObject json, string field) =>
        json[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
