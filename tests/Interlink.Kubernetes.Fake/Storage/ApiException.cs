using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>A request that is answered with a Status of failure.</summary>
public sealed class ApiException(int code, string reason, string message, JsonObject? details = null, int? retryAfterSeconds = null)
    : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public int? RetryAfterSeconds { get; } = retryAfterSeconds;

    public static ApiException NotFound(KindDefinition kind, string name) =>
        new(404, "NotFound", $"{kind.Shown} \"{name}\" not found", kind.Details(name));

    public static ApiException AlreadyExists(KindDefinition kind, string name) =>
        new(409, "AlreadyExists", $"{kind.Shown} \"{name}\" already exists", kind.Details(name));

    public static ApiException Conflict(KindDefinition kind, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.Shown} \"{name}\": {why}", kind.Details(name));

    public static ApiException Invalid(KindDefinition kind, string name, string field, string why)
    {
        JsonObject details = kind.Details(name);
        details["causes"] = new JsonArray(new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = why, ["field"] = field });
        return new(422, "Invalid", $"{kind.Type.Kind} \"{name}\" is invalid: {field}: {why}", details);
    }

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
        };
        var told = (JsonObject?)details?.DeepClone() ?? [];
        if (RetryAfterSeconds is { } seconds)
        {
            told["retryAfterSeconds"] = seconds;
        }

        if (told.Count > 0)
        {
            status["details"] = told;
        }

        status["code"] = Code;
        return status;
    }
}
