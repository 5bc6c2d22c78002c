using System.Security.Cryptography;
using System.Text;

namespace Interlink.KubernetesSidecar.Naming;

/// <summary>
/// What things are called in the remote cluster. Short names are those of the Python plugin; one that has to be cut or changed ends with a
/// hash of the whole, so that no two pods meet in one name.
/// </summary>
/// <param name="prefix">Stands before each namespace; empty for none.</param>
/// <param name="exclusions">Namespaces that keep their name.</param>
internal sealed class RemoteNames(string prefix, IReadOnlySet<string> exclusions)
{
    /// <summary>The longest name, in characters: an RFC 1123 label.</summary>
    public const int MaxLength = 63;

    private const int HashLength = 12;

    /// <summary>The remote namespace of a local one.</summary>
    public string Namespace(string local) =>
        prefix.Length == 0 || exclusions.Contains(local) ? local : Fit($"{prefix}-{local}", dots: false);

    /// <summary>The remote name of an object that belongs to one pod: <c>NAME-UID</c>.</summary>
    public static string Object(string name, string podUid) => Fit($"{name}-{podUid}", dots: true);

    private static string Fit(string wanted, bool dots)
    {
        var valid = Valid(wanted, dots);
        if (valid == wanted && wanted.Length <= MaxLength)
            return wanted;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..HashLength];
        var room = MaxLength - HashLength - 1;
        var kept = Trim(valid.Length > room ? valid[..room] : valid);
        return kept.Length == 0 ? hash : $"{kept}-{hash}";
    }

    /// <summary>The nearest RFC 1123 subdomain, or label without dots; empty when nothing of it can stay.</summary>
    private static string Valid(string name, bool dots)
    {
        var text = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c == '.' && dots ? '.' : '-'));
        return string.Join('.', text.Split('.').Select(Trim).Where(part => part.Length > 0));
    }

    private static string Trim(string text) => text.Trim('-', '.');
}
