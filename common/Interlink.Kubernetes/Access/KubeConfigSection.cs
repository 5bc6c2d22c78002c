using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access;

/// <summary>One object of a kubeconfig, read with sentences that say where a fault is.</summary>
/// <param name="json">The object; null is an empty one.</param>
/// <param name="origin">The file and the place in it, for messages.</param>
internal readonly struct KubeConfigSection(JsonObject? json, string origin)
{
    public string Origin => origin;

    public JsonNode? this[string field] => json?[field];

    /// <summary>A text; null when it is absent, null or empty.</summary>
    public string? Text(string field) => json?[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw new KubeConfigException($"{origin}: {field} must be a text."),
    };

    public bool Flag(string field) => json?[field] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw new KubeConfigException($"{origin}: {field} must be true or false."),
    };

    /// <summary>Text in base64 (<c>field-data</c>), else the text of the file that is named (<c>field</c>); null for neither.</summary>
    public string? Pem(string field)
    {
        if (Text(field + "-data") is { } data)
        {
            try
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(data));
            }
            catch (FormatException e)
            {
                throw new KubeConfigException($"{origin}: {field}-data must be base64.", e);
            }
        }

        if (Text(field) is not { } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{origin}: {field} '{path}' cannot be read: {e.Message}", e);
        }
    }

    public KubeConfigSection Inside(string field) => json?[field] switch
    {
        null => new KubeConfigSection(null, $"{origin}, {field}"),
        JsonObject found => new KubeConfigSection(found, $"{origin}, {field}"),
        _ => throw new KubeConfigException($"{origin}: {field} must be an object."),
    };

    public IReadOnlyList<string> Texts(string field)
    {
        string place = origin;
        return json?[field] switch
        {
            null => [],
            JsonArray list => [.. list.Select(item => item?.GetValueKind() == JsonValueKind.String
                ? item.GetValue<string>()
                : throw new KubeConfigException($"{place}: {field} must be a list of texts."))],
            _ => throw new KubeConfigException($"{place}: {field} must be a list of texts."),
        };
    }
}
