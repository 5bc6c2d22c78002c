using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A key of a config map or secret and the file it becomes.</summary>
/// <param name="Key">The key.</param>
/// <param name="Path">The file, relative to the volume; check it with <see cref="KubernetesNames.ItemPath"/>.</param>
/// <param name="Mode">The file's permission bits; null means the volume's default.</param>
public sealed record KeyToPath(string Key, string Path, int? Mode)
{
    internal static KeyToPath Read(JsonObject json, string path)
    {
        var item = new FieldReader(json, path);
        return new KeyToPath(item.Text("key") ?? "", item.Text("path") ?? "", item.Int32("mode"));
    }
}
