using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Fake.Storage;
using Interlink.Kubernetes.Resources;
using Interlink.Protocol;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>The subresources that are no objects.</summary>
internal sealed class PodRoutes(Store store, ContainerLogs logs, ContainerCommands commands, TimeProvider time)
{
    public async Task ServeAsync(HttpContext context, ApiTarget target)
    {
        JsonObject json = store.Get(target.Kind, target.Key);
        switch (target.Kind.Type.Plural, target.Subresource, context.Request.Method)
        {
            case ("pods", "log", "GET"):
                await new LogAnswer(logs, time).SendAsync(context, target, Container(context, json));
                break;
            case ("pods", "eviction", "POST"):
                await EvictAsync(context, target);
                break;
            case ("pods", "binding", "POST"):
                await BindAsync(context, target);
                break;
            case ("pods", "exec", "GET" or "POST"):
                await commands.ServeAsync(context, target, Container(context, json), commands.Exec);
                break;
            case ("pods", "attach", "GET" or "POST"):
                await commands.ServeAsync(context, target, Container(context, json), commands.Attach);
                break;
            case ("pods", "portforward", "GET" or "POST"):
                await PortAnswer.ServeAsync(context, commands.Ports);
                break;
            case ("serviceaccounts", "token", "POST"):
                await TokenAsync(context, target);
                break;
            default:
                throw new ApiException(404, "NotFound", "the server could not find the requested resource");
        }
    }

    private static string Container(HttpContext context, JsonObject pod)
    {
        string asked = context.Request.Query["container"].ToString();
        string[] names = [.. (pod["spec"]?["containers"] as JsonArray ?? []).Concat(pod["spec"]?["initContainers"] as JsonArray ?? [])
            .OfType<JsonObject>().Select(container => container.Text("name"))];
        string name = pod.Metadata().Text("name");
        if (asked.Length == 0 && names.Length > 1)
        {
            throw ApiException.BadRequest($"a container name must be specified for pod {name}, choose one of: [{string.Join(' ', names)}]");
        }

        return asked.Length == 0 ? names[0] : names.Contains(asked) ? asked
            : throw ApiException.BadRequest($"container {asked} is not valid for pod {name}");
    }

    private async Task EvictAsync(HttpContext context, ApiTarget target)
    {
        JsonObject eviction = await Answers.ObjectAsync(context);
        JsonObject pod = store.Get(target.Kind, target.Key);
        if (pod.At("status.phase") == "Running" && store.All(Kinds.Budgets, target.Namespace).Any(budget => Forbids(budget, pod)))
        {
            throw new ApiException(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.");
        }

        store.Delete(target.Kind, target.Key, eviction["deleteOptions"] as JsonObject ?? []);
        await Answers.JsonAsync(context, Success(), 201);
    }

    private static bool Forbids(JsonObject budget, JsonObject pod) =>
        ((budget["status"] as JsonObject).Number("disruptionsAllowed") ?? 0) == 0
        && (budget["spec"]?["selector"]?["matchLabels"] as JsonObject ?? [])
            .All(label => (pod["metadata"]!["labels"] as JsonObject).Text(label.Key) == (string?)label.Value);

    private async Task BindAsync(HttpContext context, ApiTarget target)
    {
        JsonObject binding = await Answers.ObjectAsync(context);
        string node = binding.At("target.name");
        if (store.Get(target.Kind, target.Key).At("spec.nodeName") is { Length: > 0 } before)
        {
            throw ApiException.Conflict(target.Kind, target.Name!, $"pod {target.Name} is already assigned to node \"{before}\"");
        }

        store.Change(ResourceTypes.Pods, target.Namespace, target.Name!, pod => pod.Child("spec")["nodeName"] = node);
        await Answers.JsonAsync(context, Success(), 201);
    }

    private async Task TokenAsync(HttpContext context, ApiTarget target)
    {
        JsonObject request = await Answers.ObjectAsync(context);
        long seconds = (request["spec"] as JsonObject).Number("expirationSeconds") ?? 3600;
        request["status"] = new JsonObject
        {
            ["token"] = $"token-of-{target.Namespace}-{target.Name}",
            ["expirationTimestamp"] = GoTime.FormatRfc3339(time.GetUtcNow().AddSeconds(seconds)),
        };
        await Answers.JsonAsync(context, request, 201);
    }

    private static JsonObject Success() =>
        new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 };
}
