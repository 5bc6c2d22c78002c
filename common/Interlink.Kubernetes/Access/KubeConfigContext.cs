using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access;

/// <summary>The cluster, user and namespace that a context of one or more kubeconfigs means. Pure.</summary>
/// <param name="Cluster">The cluster's fields.</param>
/// <param name="User">The user's fields.</param>
/// <param name="Namespace">The namespace; <c>default</c> when the context has none.</param>
internal sealed record KubeConfigContext(KubeConfigSection Cluster, KubeConfigSection User, string Namespace)
{
    /// <summary>Of several files, the first that has an entry of a name, or a current context, counts.</summary>
    /// <exception cref="KubeConfigException">The context, its cluster or its user is missing.</exception>
    public static KubeConfigContext Select(IReadOnlyList<JsonObject> configs, KubeConfigOptions options, string source)
    {
        // Without contexts, what the options bring is enough.
        string? name = options.Context ?? configs.Select(config => Text(config, "current-context")).FirstOrDefault(text => text is not null);
        JsonObject context = [];
        if (name is not null)
        {
            context = Find(configs, "contexts", "context", name)
                ?? throw new KubeConfigException($"{source} has no context '{name}'{Known(configs, "contexts")}.");
        }
        else if (Text(options.Cluster, "server") is null)
        {
            throw new KubeConfigException($"{source} names no current context: set current-context, or name a context{Known(configs, "contexts")}.");
        }

        var section = new KubeConfigSection(context, $"{source}, context '{name}'");
        JsonObject cluster = Entry(configs, "clusters", "cluster", section);
        JsonObject user = Entry(configs, "users", "user", section);
        return new KubeConfigContext(
            new KubeConfigSection(With(cluster, options.Cluster), $"{source}, cluster '{section.Text("cluster")}'"),
            new KubeConfigSection(With(user, options.User), $"{source}, user '{section.Text("user")}'"),
            options.Namespace ?? section.Text("namespace") ?? "default");
    }

    private static JsonObject Entry(IReadOnlyList<JsonObject> configs, string list, string field, KubeConfigSection context) =>
        context.Text(field) is not { } name ? []
            : Find(configs, list, field, name)
                ?? throw new KubeConfigException($"{context.Origin}: there is no {field} '{name}'{Known(configs, list)}.");

    private static JsonObject? Find(IReadOnlyList<JsonObject> configs, string list, string field, string name)
    {
        JsonObject? entry = Entries(configs, list).FirstOrDefault(candidate => Text(candidate, "name") == name);
        return entry is null ? null : entry[field] as JsonObject ?? [];
    }

    private static IEnumerable<JsonObject> Entries(IReadOnlyList<JsonObject> configs, string list) =>
        configs.SelectMany(config => (config[list] as JsonArray)?.OfType<JsonObject>() ?? []);

    private static string Known(IReadOnlyList<JsonObject> configs, string list)
    {
        string names = string.Join(", ", Entries(configs, list).Select(entry => Text(entry, "name")).Distinct().Take(10));
        return names.Length == 0 ? " (there is none)" : $" (there is: {names})";
    }

    private static JsonObject With(JsonObject section, JsonObject? replaced)
    {
        var merged = (JsonObject)section.DeepClone();
        foreach ((string field, JsonNode? value) in replaced ?? [])
        {
            // A file goes before what stands inline, and the other way round: the one that was given last counts.
            merged.Remove(field.EndsWith("-data", StringComparison.Ordinal) ? field[..^5] : field + "-data");
            merged[field] = value?.DeepClone();
        }

        return merged;
    }

    private static string? Text(JsonObject? json, string field) =>
        json?[field] is { } node && node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text ? text : null;
}
