using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>What is served, told to those who ask.</summary>
internal static class Discovery
{
    public static Task<bool> ServeAsync(HttpContext context, Store store)
    {
        string[] parts = context.Request.Path.Value!.Trim('/').Split('/');
        JsonObject? answer = parts switch
        {
            ["version"] => new JsonObject { ["major"] = "1", ["minor"] = "32", ["gitVersion"] = "v1.32.4", ["platform"] = "linux/amd64" },
            ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
            ["apis"] => Groups(store),
            ["api", var version] => Resources(store, version),
            ["apis", var group, var version] => Resources(store, $"{group}/{version}"),
            _ => null,
        };
        return parts is ["healthz" or "livez" or "readyz"] ? OkAsync(context)
            : answer is null ? Task.FromResult(false) : AnswerAsync(context, answer);
    }

    private static async Task<bool> AnswerAsync(HttpContext context, JsonObject answer)
    {
        await Answers.JsonAsync(context, answer);
        return true;
    }

    private static async Task<bool> OkAsync(HttpContext context)
    {
        await context.Response.WriteAsync("ok", context.RequestAborted);
        return true;
    }

    private static JsonObject Groups(Store store) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. store.Served.Where(kind => kind.Type.Group.Length > 0).GroupBy(kind => kind.Type.Group).Select(Group)]),
    };

    private static JsonObject Group(IGrouping<string, KindDefinition> kinds)
    {
        JsonObject[] versions = [.. kinds.Select(kind => kind.Type.Version).Distinct()
            .Select(version => new JsonObject { ["groupVersion"] = $"{kinds.Key}/{version}", ["version"] = version })];
        JsonNode first = versions[0].DeepClone();
        return new JsonObject { ["name"] = kinds.Key, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = first };
    }

    private static JsonObject? Resources(Store store, string version)
    {
        KindDefinition[] kinds = [.. store.Served.Where(kind => kind.Type.ApiVersion == version)];
        return kinds.Length == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = version,
            ["resources"] = new JsonArray([.. kinds.SelectMany(Entries)]),
        };
    }

    private static IEnumerable<JsonObject> Entries(KindDefinition kind)
    {
        JsonObject own = Entry(kind, kind.Type.Plural, kind.Type.Kind,
            kind.IsReview ? "create" : "create delete deletecollection get list patch update watch");
        if (kind.ShortNames.Count > 0)
        {
            own["shortNames"] = new JsonArray([.. kind.ShortNames.Select(name => (JsonNode)name)]);
        }

        yield return own;
        if (kind.HasStatus)
        {
            yield return Entry(kind, kind.Type.Plural + "/status", kind.Type.Kind, "get patch update");
        }

        foreach ((string name, string type, string verbs) in kind.Subresources)
        {
            yield return Entry(kind, $"{kind.Type.Plural}/{name}", type, verbs);
        }
    }

    private static JsonObject Entry(KindDefinition kind, string name, string type, string verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = name.Contains('/', StringComparison.Ordinal) ? "" : type.ToLowerInvariant(),
        ["namespaced"] = kind.Type.Namespaced,
        ["kind"] = type,
        ["verbs"] = new JsonArray([.. verbs.Split(' ').Select(verb => (JsonNode)verb)]),
    };
}
