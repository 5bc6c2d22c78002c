using System.Text.Json.Nodes;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>A pod in the making, and the request that creates it.</summary>
internal sealed class Pod
{
    private readonly JsonArray containers = [];
    private readonly JsonArray initContainers = [];
    private readonly JsonArray volumes = [];
    private readonly JsonObject annotations = [];
    private readonly JsonArray configMaps = [];
    private readonly JsonArray secrets = [];
    private readonly JsonArray projected = [];

    public Pod(string name = "pod")
    {
        Name = name;
        Spec = new JsonObject
        {
            ["containers"] = containers,
            ["initContainers"] = initContainers,
            ["volumes"] = volumes,
            ["restartPolicy"] = "Never",
            ["terminationGracePeriodSeconds"] = 5,
        };
        Metadata = new JsonObject
        {
            ["name"] = name, ["namespace"] = Namespace, ["uid"] = Uid, ["annotations"] = annotations, ["creationTimestamp"] = null,
        };
        Json = new JsonObject { ["metadata"] = Metadata, ["spec"] = Spec, ["status"] = new JsonObject() };
    }

    public string Name { get; }

    public string Namespace { get; } = "default";

    public string Uid { get; } = Guid.NewGuid().ToString();

    public JsonObject Json { get; }

    public JsonObject Spec { get; }

    public JsonObject Metadata { get; }

    /// <summary>Adds a container that runs a shell script, in the test image and on the host alike.</summary>
    public Pod Shell(string name, string script) => Container(name, ["/bin/sh", "-c", script]);

    public Pod Container(string name, string[] command, string[]? arguments = null)
    {
        containers.Add(New(name, command, arguments));
        return this;
    }

    public Pod InitShell(string name, string script)
    {
        initContainers.Add(New(name, ["/bin/sh", "-c", script], null));
        return this;
    }

    /// <summary>Gives the container added last a variable.</summary>
    public Pod Variable(string name, string value) => Add("env", new JsonObject { ["name"] = name, ["value"] = value });

    /// <summary>Gives the container added last a variable with a value from elsewhere.</summary>
    public Pod VariableFrom(string name, JsonObject source) => Add("env", new JsonObject { ["name"] = name, ["valueFrom"] = source });

    /// <summary>Mounts a volume into the container added last.</summary>
    public Pod Mount(string volume, string path, bool readOnly = false, string? subPath = null) => Add("volumeMounts", new JsonObject
    {
        ["name"] = volume, ["mountPath"] = path, ["readOnly"] = readOnly, ["subPath"] = subPath ?? "",
    });

    public Pod Volume(string name, string kind, JsonObject content)
    {
        volumes.Add(new JsonObject { ["name"] = name, [kind] = content });
        return this;
    }

    public Pod HostPath(string name, string path, string type = "") =>
        Volume(name, "hostPath", new JsonObject { ["path"] = path, ["type"] = type });

    public Pod Annotate(string name, string value)
    {
        annotations[name] = value;
        return this;
    }

    public Pod With(string field, JsonNode value)
    {
        Spec[field] = value;
        return this;
    }

    /// <summary>Sends a config map along.</summary>
    public Pod SendConfigMap(string name, JsonObject content) => Send(configMaps, name, "data", content);

    /// <summary>Sends a secret along; values in base64.</summary>
    public Pod SendSecret(string name, JsonObject content) => Send(secrets, name, "data", content);

    /// <summary>Sends the content of a projected volume along.</summary>
    public Pod SendProjected(string volume, JsonObject content) => Send(projected, volume, "data", content);

    /// <summary>A script that runs in place of the containers; null for none.</summary>
    public string? JobScript { get; init; }

    /// <summary>The body of <c>/create</c>.</summary>
    public JsonObject CreateRequest()
    {
        var request = new JsonObject
        {
            ["pod"] = Json.DeepClone(),
            ["container"] = new JsonArray([.. initContainers.Concat(containers).Select(Volumes)]),
            ["jobConfig"] = new JsonObject(),
        };
        if (JobScript is not null)
            request["jobScript"] = JobScript;
        return request;
    }

    /// <summary>The body of <c>/create</c> as a virtual kubelet sends it to the API server.</summary>
    public JsonObject CreationRequest() => new()
    {
        ["pod"] = Json.DeepClone(),
        ["configmaps"] = configMaps.DeepClone(),
        ["secrets"] = secrets.DeepClone(),
        ["projectedvolumesmaps"] = projected.DeepClone(),
        ["jobscriptURL"] = "",
    };

    private JsonNode Volumes(JsonNode? container) => new JsonObject
    {
        ["name"] = (string?)container!["name"],
        ["configMaps"] = configMaps.DeepClone(),
        ["secrets"] = secrets.DeepClone(),
        ["projectedvolumemaps"] = projected.DeepClone(),
        ["emptyDirs"] = null,
    };

    private Pod Send(JsonArray list, string name, string field, JsonObject content)
    {
        list.Add(new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Namespace }, [field] = content });
        return this;
    }

    /// <summary>Sets a field of the container added last.</summary>
    public Pod Field(string name, JsonNode value)
    {
        Last[name] = value;
        return this;
    }

    private JsonObject Last => (JsonObject)(containers.LastOrDefault() ?? initContainers.Last())!;

    private Pod Add(string list, JsonObject entry)
    {
        var container = Last;
        if (container[list] is not JsonArray entries)
            container[list] = entries = [];
        entries.Add(entry);
        return this;
    }

    private static JsonObject New(string name, string[] command, string[]? arguments) => new()
    {
        ["name"] = name,
        ["image"] = Machine.Image,
        ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
        ["args"] = arguments is null ? null : new JsonArray([.. arguments.Select(word => (JsonNode)word)]),
        ["resources"] = new JsonObject(),
    };
}
