using System.Text;
using System.Text.Unicode;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>
/// Finds in a list of pods where each begins and ends and who it is. A status question is about a thousand pods of which only the identity
/// is read: to look at each token of them would cost more than all the rest of the call.
/// </summary>
internal static class PodListStride
{
    /// <summary>
    /// The pods; null when the document is not a list of pods as Kubernetes writes them, which may be a fault or only another spelling.
    /// What is wrong inside of a pod other than its grammar is told when more is asked for than its identity.
    /// </summary>
    public static List<PodSlice>? Read(ReadOnlyMemory<byte> document)
    {
        if (!Utf8.IsValid(document.Span))
            return null;
        var json = new JsonStride(document.Span);
        var pods = new List<PodSlice>();
        if (!json.Take('['))
            return null;
        if (!json.Take(']'))
        {
            do
            {
                if (ReadPod(ref json, document, pods.Count > 0 ? pods[^1].Namespace : "") is not { } pod)
                    return null;
                pods.Add(pod);
            }
            while (json.Take(','));
            if (!json.Take(']'))
                return null;
        }

        return json.IsAtEnd ? pods : null;
    }

    private static PodSlice? ReadPod(ref JsonStride json, ReadOnlyMemory<byte> document, string likelyNamespace)
    {
        if (!json.Take('{'))
            return null;
        int start = json.At - 1;
        (string Name, string Namespace, string Uid)? identity = null;
        do
        {
            if (!TakeKey(ref json, out ReadOnlySpan<byte> key))
                return null;
            bool isMetadata = Is(key, "metadata"u8, out bool isAmbiguous);
            if (isAmbiguous || (isMetadata && identity is not null))
                return null;
            if (isMetadata)
                identity = ReadMetadata(ref json, likelyNamespace);
            if (isMetadata ? identity is null : !json.TakeValue())
                return null;
        }
        while (json.Take(','));
        return json.Take('}') && identity is var (name, ns, uid)
            ? new PodSlice(document[start..json.At]) { Name = name, Namespace = ns, Uid = uid }
            : null;
    }

    private static (string Name, string Namespace, string Uid)? ReadMetadata(
        ref JsonStride json, string likelyNamespace)
    {
        string? name = null, ns = null, uid = null;
        if (!json.Take('{'))
            return null;
        do
        {
            if (!TakeKey(ref json, out ReadOnlySpan<byte> key))
                return null;
            bool isName = Is(key, "name"u8, out bool mayBeName);
            bool isNamespace = Is(key, "namespace"u8, out bool mayBeNamespace);
            bool isUid = Is(key, "uid"u8, out bool mayBeUid);
            bool isPlain = !mayBeName && !mayBeNamespace && !mayBeUid
                && (isName ? ReadText(ref json, ref name)
                    : isNamespace ? ReadText(ref json, ref ns, likelyNamespace)
                    : isUid ? ReadText(ref json, ref uid)
                    : json.TakeValue());
            if (!isPlain)
                return null;
        }
        while (json.Take(','));
        return json.Take('}') ? (name ?? "", ns ?? "", uid ?? "") : null;
    }

    private static bool TakeKey(ref JsonStride json, out ReadOnlySpan<byte> key) =>
        json.TakeString(out key, out bool isEscaped) && !isEscaped && json.Take(':');

    /// <summary>True when the key is exactly this one; ambiguous is one that Go would take for it, too.</summary>
    private static bool Is(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name, out bool isAmbiguous)
    {
        bool isIt = key.SequenceEqual(name);
        isAmbiguous = !isIt && key.Length == name.Length && Ascii.EqualsIgnoreCase(key, name);
        return isIt;
    }

    /// <summary>Reads a text; one that is as it is likely to be needs no memory of its own.</summary>
    private static bool ReadText(ref JsonStride json, ref string? text, string likely = "")
    {
        if (text is not null || !json.TakeString(out ReadOnlySpan<byte> content, out bool isEscaped) || isEscaped)
            return false;
        text = Ascii.Equals(content, likely) ? likely : Encoding.UTF8.GetString(content);
        return true;
    }
}
