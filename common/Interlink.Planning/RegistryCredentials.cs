using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Planning.Volumes;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning;

/// <summary>
/// The passwords of image registries that a pod brings by its <c>imagePullSecrets</c>, as the files in which container runtimes look for
/// them. Source of the format: the secret types kubernetes.io/dockerconfigjson and kubernetes.io/dockercfg.
/// </summary>
internal static class RegistryCredentials
{
    /// <summary>Adds the files; false when the pod names no secret, none of them came, or its runtime fetches nothing.</summary>
    public static bool Add(PodView pod, SentSources sources, ContainerRuntime runtime, FolderContent folder, List<string> warnings)
    {
        if (runtime == ContainerRuntime.Host)
            return false;
        bool any = false;
        foreach (var file in Plan(pod, sources, warnings))
            any |= folder.TryAddFile(file);
        return any;
    }

    private static IReadOnlyList<PlannedFile> Plan(PodView pod, SentSources sources, List<string> warnings)
    {
        var registries = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (string name in pod.ImagePullSecrets.Distinct(StringComparer.Ordinal))
        {
            if (sources.Secret(name) is { } secret)
                Add(registries, secret);
            else
                warnings.Add("A secret of the pod's imagePullSecrets did not come with the pod: images of private registries cannot be fetched.");
        }

        if (registries.Count == 0)
            return [];
        var config = new JsonObject { ["auths"] = new JsonObject(registries.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))) };
        return
        [
            File(RegistryFiles.Config, config.ToJsonString()),
            File(RegistryFiles.Credentials, string.Concat(registries.Select(one => Netrc(one.Key, one.Value)))),
        ];
    }

    private static PlannedFile File(string name, string text) =>
        new($"{RegistryFiles.Folder}/{name}", Encoding.UTF8.GetBytes(text), Private.File(0b110_000_000));

    private static void Add(SortedDictionary<string, JsonNode> registries, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> secret)
    {
        try
        {
            var auths = secret.TryGetValue(".dockerconfigjson", out var current) ? JsonNode.Parse(current.Span)?["auths"]
                : secret.TryGetValue(".dockercfg", out var old) ? JsonNode.Parse(old.Span)
                : null;
            // Of two secrets for one registry the first counts, as with a kubelet.
            foreach (var (registry, auth) in auths as JsonObject ?? [])
            {
                if (auth is JsonObject)
                    registries.TryAdd(registry, auth.DeepClone());
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Reject.Invalid("A secret of the pod's imagePullSecrets is no valid registry configuration: make it anew with kubectl create "
                + "secret docker-registry.");
        }
    }

    private static string Netrc(string registry, JsonNode auth)
    {
        var (user, password) = Login(auth);
        string host = registry.Contains("://", StringComparison.Ordinal) ? registry[(registry.IndexOf("://", StringComparison.Ordinal) + 3)..] : registry;
        return user.Length == 0 || HasBlank(user) || HasBlank(password) || HasBlank(host)
            ? ""
            : $"machine {host.Split('/')[0]} login {user} password {password}\n";
    }

    private static (string User, string Password) Login(JsonNode auth)
    {
        if (Text(auth, "username") is { Length: > 0 } user)
            return (user, Text(auth, "password"));
        Span<byte> bytes = new byte[4096];
        if (!Convert.TryFromBase64String(Text(auth, "auth"), bytes, out int length))
            return ("", "");
        string[] pair = Encoding.UTF8.GetString(bytes[..length]).Split(':', 2);
        return pair.Length == 2 ? (pair[0], pair[1]) : ("", "");
    }

    private static string Text(JsonNode auth, string field) =>
        auth[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static bool HasBlank(string text) => text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
