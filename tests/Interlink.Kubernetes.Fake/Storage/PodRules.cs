using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>The rules for pods that clients notice.</summary>
internal static class PodRules
{
    private static readonly string[] Changeable = ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds"];

    public static void Complete(JsonObject pod)
    {
        JsonObject spec = pod.Child("spec");
        string name = pod.Metadata().Text("name");
        if (spec["containers"] is not JsonArray { Count: > 0 } containers)
        {
            throw new ApiException(422, "Invalid", $"Pod \"{name}\" is invalid: spec.containers: Required value");
        }

        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("schedulerName", "default-scheduler");
        spec.Default("serviceAccountName", "default");
        spec.Default("securityContext", new JsonObject());
        spec.Default("enableServiceLinks", true);
        foreach (JsonObject container in containers.Concat(spec["initContainers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            container.Default("resources", new JsonObject());
            container.Default("terminationMessagePath", "/dev/termination-log");
            container.Default("terminationMessagePolicy", "File");
            container.Default("imagePullPolicy", container.Text("image").Contains(':', StringComparison.Ordinal) ? "IfNotPresent" : "Always");
        }

        pod["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
    }

    /// <summary>Almost nothing of a pod's spec can be changed.</summary>
    public static void CheckUpdate(KindDefinition kind, ObjectKey key, JsonObject before, JsonObject after)
    {
        if (!JsonNode.DeepEquals(Fixed(before), Fixed(after)))
        {
            throw ApiException.Invalid(kind, key.Name, "spec",
                "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    private static JsonObject? Fixed(JsonObject pod)
    {
        if (pod["spec"]?.DeepClone() is not JsonObject spec)
        {
            return null;
        }

        foreach (string field in Changeable)
        {
            spec.Remove(field);
        }

        foreach (string list in (string[])["containers", "initContainers"])
        {
            foreach (JsonObject container in (spec[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                container.Remove("image");
            }
        }

        return spec;
    }
}
