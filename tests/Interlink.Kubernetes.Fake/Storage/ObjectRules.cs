using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.Protocol;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>What an API server checks and fills in.</summary>
internal static class ObjectRules
{
    public static void CheckForCreation(KindDefinition kind, string space, JsonObject json)
    {
        CheckType(kind, json);
        JsonObject metadata = json.Metadata();
        string own = metadata.Text("namespace");
        if (kind.Type.Namespaced && own.Length > 0 && own != space)
        {
            throw ApiException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (metadata.Text("resourceVersion").Length > 0)
        {
            throw new ApiException(500, "InternalError", "resourceVersion should not be set on objects to be created");
        }

        if (metadata.Text("name").Length == 0 && metadata.Text("generateName").Length == 0)
        {
            throw ApiException.Invalid(kind, "", "metadata.name", "Required value: name or generateName is required");
        }
    }

    public static void CheckName(KindDefinition kind, string name)
    {
        string? wrong = kind.Type == ResourceTypes.Namespaces ? KubernetesNames.Namespace(name) : KubernetesNames.Pod(name);
        if (wrong is not null)
        {
            throw ApiException.Invalid(kind, name, "metadata.name",
                $"Invalid value: \"{name}\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'");
        }
    }

    /// <summary>Defaults, and what only the server may say.</summary>
    public static void Complete(KindDefinition kind, ObjectKey key, JsonObject json, string now)
    {
        json["apiVersion"] = kind.Type.ApiVersion;
        json["kind"] = kind.Type.Kind;
        if (key.Namespace.Length > 0)
        {
            json.Metadata()["namespace"] = key.Namespace;
        }

        if (kind.HasStatus && kind.Type != ResourceTypes.Nodes)
        {
            json.Remove("status");
        }

        if (kind.Type == ResourceTypes.Pods)
        {
            PodRules.Complete(json);
        }
        else if (kind.Type == ResourceTypes.Namespaces)
        {
            json.Child("spec").Default("finalizers", new JsonArray("kubernetes"));
            json["status"] = new JsonObject { ["phase"] = "Active" };
            json.Metadata().Child("labels")["kubernetes.io/metadata.name"] = key.Name;
        }
        else if (kind.Type == ResourceTypes.Secrets)
        {
            json.Default("type", "Opaque");
            TakeStringData(json);
        }

        if (kind.HasStatus && kind.Type != ResourceTypes.Pods && kind.Type != ResourceTypes.Namespaces)
        {
            json.Metadata()["generation"] = 1;
        }
    }

    /// <summary>What becomes of an object when somebody writes another state of it.</summary>
    public static JsonObject Updated(KindDefinition kind, ObjectKey key, JsonObject before, JsonObject json, string? subresource)
    {
        CheckType(kind, json);
        JsonObject metadata = json.Metadata();
        JsonObject known = before.Metadata();
        if (metadata.Text("name") is { Length: > 0 } name && name != key.Name)
        {
            throw ApiException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({key.Name})");
        }

        if (metadata.Text("uid") is { Length: > 0 } uid && uid != known.Text("uid"))
        {
            throw ApiException.Conflict(kind, key.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {known.Text("uid")}");
        }

        JsonObject after = json;
        if (subresource == "status")
        {
            after = before.Clone();
            Take(json, after, "status");
            foreach (string field in (string[])["labels", "annotations", "managedFields", "finalizers"])
            {
                Take(metadata, after.Metadata(), field);
            }
        }
        else if (kind.HasStatus)
        {
            Take(before, after, "status");
        }

        after["apiVersion"] = kind.Type.ApiVersion;
        after["kind"] = kind.Type.Kind;
        foreach (string field in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp",
            "deletionGracePeriodSeconds", "generation", "generateName"])
        {
            Take(known, after.Metadata(), field);
        }

        if (kind.Type == ResourceTypes.Pods && subresource is null)
        {
            PodRules.CheckUpdate(kind, key, before, after);
        }

        if (kind.Type == ResourceTypes.Secrets)
        {
            TakeStringData(after);
        }

        if (after.Metadata().Number("generation") is { } generation && !JsonNode.DeepEquals(before["spec"], after["spec"]))
        {
            after.Metadata()["generation"] = generation + 1;
        }

        return after;
    }

    private static void CheckType(KindDefinition kind, JsonObject json)
    {
        if (json.Text("kind") is { Length: > 0 } named && named != kind.Type.Kind)
        {
            throw ApiException.BadRequest($"{named} in version \"{json.Text("apiVersion")}\" cannot be handled as a {kind.Type.Kind}");
        }

        if (json.Text("apiVersion") is { Length: > 0 } version && version != kind.Type.ApiVersion)
        {
            throw ApiException.BadRequest(
                $"the API version in the data ({version}) does not match the expected API version ({kind.Type.ApiVersion})");
        }
    }

    private static void TakeStringData(JsonObject secret)
    {
        foreach ((string key, JsonNode? value) in secret["stringData"] as JsonObject ?? [])
        {
            secret.Child("data")[key] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value!.GetValue<string>()));
        }

        secret.Remove("stringData");
    }

    private static void Take(JsonObject from, JsonObject to, string field)
    {
        to.Remove(field);
        if (from[field] is { } value)
        {
            to[field] = value.DeepClone();
        }
    }
}
