using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access;

/// <summary>The headers that ask a server to take the caller for somebody else.</summary>
internal static class Impersonation
{
    /// <summary>From <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(KubeConfigSection user)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (user.Text("as") is { } name)
        {
            headers.Add(new("Impersonate-User", name));
        }

        if (user.Text("as-uid") is { } uid)
        {
            headers.Add(new("Impersonate-Uid", uid));
        }

        headers.AddRange(user.Texts("as-groups").Select(group => KeyValuePair.Create("Impersonate-Group", group)));
        foreach ((string key, JsonNode? values) in user["as-user-extra"] as JsonObject ?? [])
        {
            headers.AddRange((values as JsonArray ?? []).Where(value => value?.GetValueKind() == JsonValueKind.String)
                .Select(value => KeyValuePair.Create("Impersonate-Extra-" + Escape(key), value!.GetValue<string>())));
        }

        return headers;
    }

    /// <summary>A header's name cannot have everything a key can: the rest is percent-encoded.</summary>
    private static string Escape(string key)
    {
        var text = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(key))
        {
            bool plain = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.';
            text.Append(plain ? ((char)b).ToString() : $"%{b:X2}");
        }

        return text.ToString();
    }
}
