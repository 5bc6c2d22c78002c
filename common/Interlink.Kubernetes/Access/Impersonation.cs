using System.Text;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access;

/// <summary>A header that asks a server to take the caller for somebody else; each of its values is to be a line of its own.</summary>
internal sealed record Impersonation(string Header, IReadOnlyList<string> Values)
{
    /// <summary>From <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c>.</summary>
    /// <exception cref="KubeConfigException">Something of it cannot be asked for: without it the caller would be somebody else.</exception>
    public static IReadOnlyList<Impersonation> Of(KubeConfigSection user)
    {
        List<Impersonation> headers =
        [
            new("Impersonate-User", Checked(user, "as", One(user.Text("as")))),
            new("Impersonate-Uid", Checked(user, "as-uid", One(user.Text("as-uid")))),
            new("Impersonate-Group", Checked(user, "as-groups", user.Texts("as-groups"))),
        ];
        KubeConfigSection extra = user.Inside("as-user-extra");
        foreach ((string key, _) in user["as-user-extra"] as JsonObject ?? [])
        {
            headers.Add(new("Impersonate-Extra-" + Escape(key), Checked(extra, key, extra.Texts(key))));
        }

        // The server does not tell capitals in headers from small letters.
        return
        [
            .. headers.GroupBy(header => header.Header, StringComparer.OrdinalIgnoreCase)
                .Select(group => new Impersonation(group.Key, [.. group.SelectMany(header => header.Values)]))
                .Where(header => header.Values.Count > 0),
        ];
    }

    private static string[] One(string? text) => text is null ? [] : [text];

    private static IReadOnlyList<string> Checked(KubeConfigSection section, string field, IReadOnlyList<string> values) =>
        values.Any(value => value.Any(char.IsControl))
            ? throw new KubeConfigException($"{section.Origin}: {field} must not hold line breaks or other control characters.")
            : values;

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
