using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>Checks values against an OpenAPI document's schemas: the few keywords the document uses; it refuses any other.</summary>
internal sealed class DocumentShapes(JsonNode document)
{
    private static readonly string[] Notes = ["description", "deprecated"];

    public void AssertFits(string schema, JsonNode? value) => Check(document["components"]!["schemas"]![schema]!.AsObject(), value, schema);

    private void Check(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema.Where(pair => !Notes.Contains(pair.Key)))
        {
            switch (keyword)
            {
                case "$ref":
                    AssertFits(rule!.GetValue<string>().Split('/')[^1], value);
                    break;
                case "type":
                    Assert.True(Types(rule!).Any(type => Is(type, value)),
                        $"{path} is {value?.ToJsonString() ?? "null"}, not {rule!.ToJsonString()}");
                    break;
                case "required" when value is JsonObject members:
                    Assert.All(rule!.AsArray(), name => Assert.True(members.ContainsKey(name!.GetValue<string>()),
                        $"{path} has no {name}"));
                    break;
                case "properties" when value is JsonObject members:
                    foreach (var (name, property) in rule!.AsObject().Where(property => members.ContainsKey(property.Key)))
                    {
                        Check(property!.AsObject(), members[name], $"{path}.{name}");
                    }

                    break;
                case "additionalProperties" when value is JsonObject members:
                    foreach (var (name, member) in members)
                    {
                        Check(rule!.AsObject(), member, $"{path}.{name}");
                    }

                    break;
                case "items" when value is JsonArray entries:
                    foreach (var entry in entries)
                    {
                        Check(rule!.AsObject(), entry, path + "[]");
                    }

                    break;
                case "minItems" when value is JsonArray entries:
                    Assert.True(entries.Count >= rule!.GetValue<int>(), $"{path} has {entries.Count} entries");
                    break;
                case "enum":
                    Assert.Contains(value?.GetValue<string>(), rule!.AsArray().Select(one => one!.GetValue<string>()));
                    break;
                default:
                    Assert.Contains(keyword, new[] { "required", "properties", "additionalProperties", "items", "minItems" });
                    break;
            }
        }
    }

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray many ? many.Select(one => one!.GetValue<string>())
        : [rule.GetValue<string>()];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number" or "integer", JsonValueKind.Number) => true,
        _ => false,
    };
}
