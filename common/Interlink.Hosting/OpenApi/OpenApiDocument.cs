using System.Text;
using System.Text.Json.Nodes;

namespace Interlink.Hosting.OpenApi;

/// <summary>
/// The program's OpenAPI document: the common one with the program's name, version and own parts. Built when first asked for.
/// </summary>
internal sealed class OpenApiDocument(ProgramIdentity program, IEnumerable<OpenApiPart> parts)
{
    private readonly Lazy<byte[]> _content = new(() => Build(program, parts));

    public ReadOnlyMemory<byte> Content => _content.Value;

    private static byte[] Build(ProgramIdentity program, IEnumerable<OpenApiPart> parts)
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The OpenAPI document is not embedded.");
        var document = JsonNode.Parse(stream)!.AsObject();
        var about = Member(document, "info");
        about["title"] = program.Name;
        about["version"] = program.Version;
        foreach (var part in parts)
        {
            var added = JsonNode.Parse(part.Json.Span)!.AsObject();
            Merge(Member(added, "paths"), Member(document, "paths"));
            Merge(Member(Member(added, "components"), "schemas"), Member(Member(document, "components"), "schemas"));
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject member)
        {
            parent[name] = member = [];
        }

        return member;
    }

    private static void Merge(JsonObject from, JsonObject to)
    {
        foreach (var (name, value) in from)
        {
            to[name] = value?.DeepClone();
        }
    }
}
