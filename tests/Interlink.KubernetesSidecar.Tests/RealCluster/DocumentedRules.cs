using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Tests.Configuration;
using Interlink.Yaml;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>The Role that docs/kubernetes-sidecar.md gives.</summary>
internal static class DocumentedRules
{
    /// <summary>Its rules; the caller may change them.</summary>
    public static JsonArray Read() => (JsonArray)YamlDocument.Parse(Documentation.Code("## Rights"), "the documentation")!["rules"]!.DeepClone();

    /// <summary>A rule for one verb of one resource.</summary>
    public static JsonObject Rule(string resource, string verb) =>
        new() { ["apiGroups"] = new JsonArray(""), ["resources"] = new JsonArray(resource), ["verbs"] = new JsonArray(verb) };

    /// <summary>Takes a resource or verb out of a rule, in which it must be.</summary>
    public static void Remove(JsonNode rule, string list, string entry)
    {
        var entries = (JsonArray)rule[list]!;
        Assert.True(entries.Remove(entries.Single(candidate => (string?)candidate == entry)));
    }
}
