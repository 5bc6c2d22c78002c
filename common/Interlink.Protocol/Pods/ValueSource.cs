using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>Where a variable's value comes from (Kubernetes' <c>v1.EnvVarSource</c>).</summary>
public abstract record ValueSource
{
    internal static ValueSource Read(JsonObject json, string path)
    {
        var source = new FieldReader(json, path);
        if (source.ObjectOrNull("configMapKeyRef") is not null)
        {
            FieldReader key = source.Inside("configMapKeyRef");
            return new ConfigMapKeyRef(key.Text("name") ?? "", key.Text("key") ?? "", key.Flag("optional") ?? false);
        }

        if (source.ObjectOrNull("secretKeyRef") is not null)
        {
            FieldReader key = source.Inside("secretKeyRef");
            return new SecretKeyRef(key.Text("name") ?? "", key.Text("key") ?? "", key.Flag("optional") ?? false);
        }

        if (source.ObjectOrNull("fieldRef") is not null)
        {
            return new FieldRef(source.Inside("fieldRef").Text("fieldPath") ?? "");
        }

        if (source.ObjectOrNull("resourceFieldRef") is not null)
        {
            FieldReader resource = source.Inside("resourceFieldRef");
            string? container = resource.Text("containerName");
            return new ResourceFieldRef(
                string.IsNullOrEmpty(container) ? null : container, resource.Text("resource") ?? "", resource.Quantity("divisor"));
        }

        foreach ((string name, JsonNode? value) in json)
        {
            if (value is not null)
            {
                return new UnknownValueSource(name);
            }
        }

        return new UnknownValueSource("");
    }
}

/// <summary>A key of a config map.</summary>
/// <param name="Name">The config map.</param>
/// <param name="Key">The key.</param>
/// <param name="Optional">True when the variable is left out if the config map or the key does not exist.</param>
public sealed record ConfigMapKeyRef(string Name, string Key, bool Optional) : ValueSource;

/// <summary>A key of a secret.</summary>
/// <param name="Name">The secret.</param>
/// <param name="Key">The key.</param>
/// <param name="Optional">True when the variable is left out if the secret or the key does not exist.</param>
public sealed record SecretKeyRef(string Name, string Key, bool Optional) : ValueSource;

/// <summary>A field of the pod.</summary>
/// <param name="FieldPath">For example <c>metadata.name</c> or <c>metadata.annotations['a']</c>.</param>
public sealed record FieldRef(string FieldPath) : ValueSource;

/// <summary>A resource of a container.</summary>
/// <param name="ContainerName">The container; null means the variable's own.</param>
/// <param name="Resource">For example <c>limits.cpu</c>.</param>
/// <param name="Divisor">The unit of the result; null or zero means 1.</param>
public sealed record ResourceFieldRef(string? ContainerName, string Resource, Quantity? Divisor) : ValueSource;

/// <summary>A kind of source that is not known here.</summary>
/// <param name="Kind">The name of its field; empty when there is none.</param>
public sealed record UnknownValueSource(string Kind) : ValueSource;
