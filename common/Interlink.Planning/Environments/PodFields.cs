using System.Text;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Environments;

/// <summary>What a <c>fieldRef</c> names, as far as it is known before the pod runs.</summary>
internal static class PodFields
{
    /// <summary>The annotation in which interLink tells the address of a pod it has made reachable.</summary>
    public const string PodIp = "interlink.eu/pod-ip";

    /// <summary>The field's value; null for a field that is not known here.</summary>
    public static string? Value(PodView pod, string path) => path switch
    {
        "metadata.name" => pod.Name,
        "metadata.namespace" => pod.Namespace,
        "metadata.uid" => pod.Uid,
        "spec.nodeName" => pod.NodeName,
        "spec.serviceAccountName" => pod.ServiceAccountName,
        "status.podIP" or "status.podIPs" => pod.Annotations.GetValueOrDefault(PodIp, ""),
        // The machine is chosen long after the plan is made.
        "status.hostIP" or "status.hostIPs" => "",
        _ => Subscript(path, "metadata.labels", pod.Labels) ?? Subscript(path, "metadata.annotations", pod.Annotations),
    };

    /// <summary>The same for files of a downward API volume, where all labels and all annotations can be asked for too.</summary>
    public static string? FileContent(PodView pod, string path) => path switch
    {
        "metadata.labels" => Lines(pod.Labels),
        "metadata.annotations" => Lines(pod.Annotations),
        _ => Value(pod, path),
    };

    private static string? Subscript(string path, string map, IReadOnlyDictionary<string, string> values) =>
        path.StartsWith(map + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            && path.Length > map.Length + 4
                ? values.GetValueOrDefault(path[(map.Length + 2)..^2], "")
                : null;

    // As a kubelet writes them: sorted, the values quoted as in Go.
    private static string Lines(IReadOnlyDictionary<string, string> values) =>
        string.Join('\n', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={GoQuoted(pair.Value)}"));

    private static string GoQuoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\v' => "\\v",
                < 0x20 or 0x7f => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
