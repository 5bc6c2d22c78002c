using System.Globalization;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Patching;
using Interlink.Kubernetes.Fake.Storage;
using Interlink.Protocol;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Reading and writing of objects.</summary>
internal sealed class ObjectRoutes(Store store, TimeProvider time)
{
    public Task ServeAsync(HttpContext context, ApiTarget target) => (context.Request.Method, target.Name) switch
    {
        ("GET", null) => ListAsync(context, target),
        ("GET", _) => Answers.JsonAsync(context, store.Get(target.Kind, target.Key)),
        ("POST", null) => CreateAsync(context, target),
        ("PUT", not null) => ReplaceAsync(context, target),
        ("PATCH", not null) => PatchAsync(context, target),
        ("DELETE", null) => DeleteAllAsync(context, target),
        ("DELETE", _) => DeleteAsync(context, target),
        _ => throw new ApiException(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
    };

    private Task ListAsync(HttpContext context, ApiTarget target)
    {
        IQueryCollection query = context.Request.Query;
        _ = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int limit);
        (IReadOnlyList<JsonObject> items, long revision, string? next, int remaining) = store.List(
            target.Kind,
            target.Namespace,
            Selectors.Of(target.Kind, query["labelSelector"], query["fieldSelector"]),
            limit,
            query["continue"] is [{ Length: > 0 } token] ? token : null,
            query["resourceVersion"]);
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (next is not null)
        {
            metadata["continue"] = next;
            metadata["remainingItemCount"] = remaining;
        }

        return Answers.JsonAsync(context, new JsonObject
        {
            ["kind"] = target.Kind.Type.Kind + "List",
            ["apiVersion"] = target.Kind.Type.ApiVersion,
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. items.Select(item => Item(target.Kind, item))]),
        });
    }

    /// <summary>The objects of a list of a built-in kind do not name their kind.</summary>
    private static JsonObject Item(KindDefinition kind, JsonObject json)
    {
        JsonObject item = json.Clone();
        if (!kind.IsCustom)
        {
            item.Remove("kind");
            item.Remove("apiVersion");
        }

        return item;
    }

    private async Task CreateAsync(HttpContext context, ApiTarget target)
    {
        JsonObject json = await Answers.ObjectAsync(context);
        if (target.Kind.IsReview)
        {
            await Answers.JsonAsync(context, Reviews.Answer(target.Kind, json), 201);
            return;
        }

        if (target.Kind.Type.Namespaced && target.Namespace.Length == 0)
        {
            throw ApiException.BadRequest("an empty namespace may not be set during creation");
        }

        await Answers.JsonAsync(context, store.Create(target.Kind, target.Namespace, json, Answers.WriteOf(context, null)), 201);
    }

    private async Task ReplaceAsync(HttpContext context, ApiTarget target)
    {
        JsonObject json = await Answers.ObjectAsync(context);
        await Answers.JsonAsync(
            context, store.Replace(target.Kind, target.Key, json, Answers.WriteOf(context, target.Subresource)));
    }

    private async Task PatchAsync(HttpContext context, ApiTarget target)
    {
        JsonNode body = await Answers.BodyAsync(context);
        WriteContext write = Answers.WriteOf(context, target.Subresource);
        string type = context.Request.ContentType?.Split(';')[0] ?? "";
        if (type != "application/apply-patch+yaml")
        {
            await Answers.JsonAsync(
                context, store.Patch(target.Kind, target.Key, Answers.PatchOf(target.Kind, type, body), write));
            return;
        }

        if (context.Request.Query["fieldManager"].Count == 0)
        {
            throw ApiException.BadRequest("fieldManager is required for apply patch");
        }

        bool force = context.Request.Query["force"] == "true";
        string now = GoTime.FormatRfc3339(time.GetUtcNow());
        var wanted = (JsonObject)body;
        (JsonObject json, bool created) = store.Apply(
            target.Kind, target.Key, wanted, live => ApplyPatch.Apply(live, wanted, write, force, now), write);
        await Answers.JsonAsync(context, json, created ? 201 : 200);
    }

    private async Task DeleteAsync(HttpContext context, ApiTarget target)
    {
        JsonObject options = await OptionsAsync(context);
        (JsonObject json, bool gone) = store.Delete(target.Kind, target.Key, options);
        await Answers.JsonAsync(context, gone ? Success(target, json) : json);
    }

    private async Task DeleteAllAsync(HttpContext context, ApiTarget target)
    {
        JsonObject options = await OptionsAsync(context);
        IQueryCollection query = context.Request.Query;
        (IReadOnlyList<JsonObject> items, _, _, _) = store.List(
            target.Kind, target.Namespace, Selectors.Of(target.Kind, query["labelSelector"], query["fieldSelector"]), 0, null, null);
        foreach (JsonObject item in items)
        {
            store.Delete(target.Kind, new Resources.ObjectView(item).Key, options);
        }

        await Answers.JsonAsync(context, Success(target, null));
    }

    private static async Task<JsonObject> OptionsAsync(HttpContext context)
    {
        JsonObject options = await Answers.ObjectAsync(context);
        IQueryCollection query = context.Request.Query;
        if (long.TryParse(query["gracePeriodSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out long grace))
        {
            options["gracePeriodSeconds"] = grace;
        }

        if (query["propagationPolicy"] is [{ Length: > 0 } policy])
        {
            options["propagationPolicy"] = policy;
        }

        return options;
    }

    private static JsonObject Success(ApiTarget target, JsonObject? json)
    {
        JsonObject details = target.Kind.Details(target.Name ?? "");
        if (json is not null)
        {
            details["uid"] = json.Metadata().Text("uid");
        }

        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
