namespace Interlink.Protocol;

/// <summary>
/// Kubernetes' rules for names, to be asked before a name becomes a path, a job name or a variable. Each rule answers null when the name
/// keeps
/// it, else a sentence that quotes the name.
/// </summary>
public static class KubernetesNames
{
    /// <summary>A namespace: an RFC 1123 label.</summary>
    public static string? Namespace(string? name) => Label("namespace", name);

    /// <summary>A pod's name: an RFC 1123 subdomain.</summary>
    public static string? Pod(string? name) => Subdomain("pod name", name);

    /// <summary>A container's name: an RFC 1123 label.</summary>
    public static string? Container(string? name) => Label("container name", name);

    /// <summary>A volume's name: an RFC 1123 label.</summary>
    public static string? Volume(string? name) => Label("volume name", name);

    /// <summary>A config map's or secret's name: an RFC 1123 subdomain.</summary>
    public static string? ConfigMap(string? name) => Subdomain("name of a config map or secret", name);

    /// <summary>
    /// A key of a config map or secret: at most 253 of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; not <c>.</c>, not beginning with
    /// <c>..</c>.
    /// </summary>
    public static string? ConfigMapKey(string? key)
    {
        bool valid = key is { Length: > 0 and <= 253 } && key != "." && !key.StartsWith("..", StringComparison.Ordinal)
            && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return valid ? null : Sentence("key", key, "at most 253 letters, digits, '-', '_' and '.', and neither be '.' nor begin with '..'");
    }

    /// <summary>
    /// The file of a volume's item: relative, without empty, <c>.</c> and <c>..</c> parts and NUL, at most 4096 characters.
    /// </summary>
    public static string? ItemPath(string? path)
    {
        bool valid = path is { Length: > 0 and <= 4096 } && !path.Contains('\0')
            && path.Split('/').All(part => part is not ("" or "." or "..")) && !path.StartsWith("..", StringComparison.Ordinal);
        return valid ? null : Sentence("volume item path", path,
            "a relative path without empty, '.' and '..' parts that does not begin with '..'");
    }

    /// <summary>
    /// A pod's UID, for which Kubernetes has no rule: a letter or digit, then at most 62 of those, <c>.</c>, <c>_</c> and <c>-</c>.
    /// </summary>
    public static string? PodUid(string? uid)
    {
        bool valid = uid is { Length: > 0 and <= 63 } && char.IsAsciiLetterOrDigit(uid[0])
            && uid.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return valid ? null : Sentence("pod UID", uid, "at most 63 letters, digits, '.', '_' and '-', and begin with a letter or digit");
    }

    /// <summary>A variable's name: anything but <c>=</c> and NUL, not empty.</summary>
    public static string? EnvironmentName(string? name) =>
        name is { Length: > 0 } && name.AsSpan().IndexOfAny('=', '\0') < 0 ? null
            : Sentence("variable name", name, "not empty, without '=' and NUL");

    private static string? Label(string kind, string? name) => IsLabel(name) && name!.Length <= 63
        ? null
        : Sentence(kind, name, "at most 63 lower-case letters, digits and '-', and begin and end with a letter or digit (RFC 1123 label)");

    private static string? Subdomain(string kind, string? name) => name is { Length: <= 253 } && name.Split('.').All(IsLabel)
        ? null
        : Sentence(
            kind,
            name,
            "at most 253 lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or digit "
            + "(RFC 1123 subdomain)");

    private static bool IsLabel(string? name) => name is { Length: > 0 } && name[0] != '-' && name[^1] != '-'
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Sentence(string kind, string? name, string rule) =>
        string.IsNullOrEmpty(name) ? $"The {kind} is missing; it must be {rule}."
            : $"The {kind} \"{Shown(name)}\" is not valid: it must be {rule}.";

    /// <summary>A name short and printable enough for a log line.</summary>
    private static string Shown(string name)
    {
        string shown = string.Concat(name.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '�' : c));
        return name.Length > 80 ? shown + "…" : shown;
    }
}
