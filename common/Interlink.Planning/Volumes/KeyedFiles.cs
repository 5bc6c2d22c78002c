using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Volumes;

/// <summary>Turns keys and values into the files of a volume.</summary>
internal static class KeyedFiles
{
    public const int DefaultMode = 0b110_100_100;

    /// <summary>All keys, or the items of them, as a config map or secret volume shows them.</summary>
    /// <param name="content">Keys and values.</param>
    /// <param name="volume">The volume, or the source of a projected one: its items and whether it is optional.</param>
    /// <param name="mode">The mode of files without their own.</param>
    /// <param name="subject">The subject of a sentence, for example <c>The volume 'a'</c>.</param>
    public static IEnumerable<VolumeFile> Of(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> content, VolumeView volume, int mode, string subject)
    {
        if (volume.Items.Count == 0)
        {
            foreach (var (key, value) in content)
                yield return new VolumeFile(Valid(KubernetesNames.ConfigMapKey(key), key, subject), value, mode);
            yield break;
        }

        foreach (var item in volume.Items)
        {
            string path = Valid(KubernetesNames.ItemPath(item.Path), item.Path, subject);
            if (content.TryGetValue(item.Key, out var value))
                yield return new VolumeFile(path, value, item.Mode ?? mode);
            else if (!volume.Optional)
                throw Reject.Invalid($"{subject} wants the key for '{path}', which its source does not have: add the key or remove the "
                    + "item.");
        }
    }

    /// <summary>Files as they came: the keys are paths.</summary>
    public static IEnumerable<VolumeFile> Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, int mode, string subject) =>
        files.Select(file => new VolumeFile(Valid(KubernetesNames.ItemPath(file.Key), file.Key, subject), file.Value, mode));

    public static string Valid(string? problem, string path, string subject)
    {
        if (problem is not null)
            throw Reject.Invalid($"{subject} cannot be made. {problem}");
        return path.Any(char.IsControl)
            ? throw Reject.Invalid($"{subject} has a file with a control character in its name: rename it.")
            : path;
    }
}
