using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>
/// A place in an object: names with dots between them, <c>[]</c> behind a list for each of its entries, <c>['a.b/c']</c> for a key with
/// dots in it.
/// </summary>
internal static class JsonPath
{
    private const string Each = "[]";

    /// <summary>Every object that has the place, and the field's name in it.</summary>
    public static IEnumerable<(JsonObject Parent, string Field)> Find(JsonObject root, string path)
    {
        IEnumerable<JsonObject> parents = [root];
        var steps = Steps(path);
        foreach (var step in steps[..^1])
            parents = parents.SelectMany(parent => Below(parent, step));
        var field = steps[^1];
        foreach (var parent in parents.ToList())
        {
            if (parent.ContainsKey(field))
                yield return (parent, field);
        }
    }

    private static IEnumerable<JsonObject> Below(JsonObject parent, string step) => step.EndsWith(Each, StringComparison.Ordinal)
        ? (parent[step[..^Each.Length]] as JsonArray)?.OfType<JsonObject>() ?? []
        : parent[step] is JsonObject below ? [below] : [];

    private static List<string> Steps(string path)
    {
        var quoted = path.IndexOf("['", StringComparison.Ordinal);
        List<string> steps = [.. (quoted < 0 ? path : path[..quoted]).Split('.')];
        if (quoted >= 0)
            steps.Add(path[(quoted + 2)..^2]);
        return steps;
    }
}
