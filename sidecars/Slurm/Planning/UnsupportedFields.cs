using System.Text.Json.Nodes;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Planning;

/// <summary>Says what a pod asks for and cannot have: a refusal where it would not be the pod that was meant, else a warning.</summary>
internal static class UnsupportedFields
{
    private static readonly string[] Hooks = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    public static void Check(CreateRequest request, List<string> warnings)
    {
        foreach (var container in request.Pod.InitContainers.Concat(request.Pod.Containers))
        {
            var asked = Hooks.Where(hook => IsSet(container.Json, hook)).ToList();
            if (asked.Count > 0)
                warnings.Add($"The container '{container.Name}' has {string.Join(", ", asked)}: not run yet.");
        }
    }

    private static bool IsSet(JsonObject container, string name) =>
        container.Any(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && field.Value is JsonObject { Count: > 0 });
}
