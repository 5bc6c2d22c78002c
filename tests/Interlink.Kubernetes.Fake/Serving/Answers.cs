using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Patching;
using Interlink.Kubernetes.Fake.Storage;
using Interlink.Yaml;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Reads bodies and writes answers.</summary>
internal static class Answers
{
    public static async Task JsonAsync(HttpContext context, JsonObject json, int code = 200)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
    }

    public static Task ProblemAsync(HttpContext context, ApiException problem)
    {
        if (problem.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return JsonAsync(context, problem.ToStatus(), problem.Code);
    }

    /// <summary>The object of a request; apply patches may be YAML.</summary>
    public static async Task<JsonNode> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            return (context.Request.ContentType?.Contains("yaml", StringComparison.Ordinal) == true
                ? YamlDocument.Parse(text, "body")
                : text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)) ?? new JsonObject();
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or YamlFormatException)
        {
            throw ApiException.BadRequest("the object provided is unrecognized: " + e.Message);
        }
    }

    public static async Task<JsonObject> ObjectAsync(HttpContext context) =>
        await BodyAsync(context) as JsonObject ?? throw ApiException.BadRequest("the body is no object");

    public static WriteContext WriteOf(HttpContext context, string? subresource)
    {
        string manager = context.Request.Query["fieldManager"].ToString();
        string agent = context.Request.Headers.UserAgent.ToString().Split('/', ' ')[0];
        return new WriteContext(
            manager.Length > 0 ? manager : agent.Length > 0 ? agent : "unknown", context.Request.Query["dryRun"] == "All", subresource);
    }

    /// <summary>The change that a patch is, by its content type.</summary>
    public static Func<JsonObject, JsonObject> PatchOf(KindDefinition kind, string contentType, JsonNode body) => (contentType, body) switch
    {
        ("application/merge-patch+json", JsonObject patch) => json => MergePatch.Apply(json, patch),
        ("application/json-patch+json", JsonArray patch) => json => JsonPatch.Apply(json, patch),
        ("application/strategic-merge-patch+json", JsonObject patch) when !kind.IsCustom => json => StrategicPatch.Apply(json, patch),
        _ => throw new ApiException(415, "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
            + "application/merge-patch+json, application/apply-patch+yaml"),
    };
}
