using System.Text;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Planning;

/// <summary>The config maps, secrets and projected volumes that came with the pod. What any container was sent counts for all.</summary>
internal sealed class SentSources
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> configMaps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> projected = new(StringComparer.Ordinal);

    public SentSources(IReadOnlyList<ContainerVolumes> containers)
    {
        foreach (var container in containers)
        {
            foreach (var map in container.ConfigMaps)
            {
                AddOnce(configMaps, map.Name, map, Content);
                AddOnce(texts, map.Name, map, Texts);
            }

            foreach (var map in container.ProjectedVolumeMaps)
                AddOnce(projected, map.Name, map, Content);
            foreach (var secret in container.Secrets)
                AddOnce(secrets, secret.Name, secret, Content);
        }
    }

    /// <summary>A config map's keys; null when it was not sent.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? ConfigMap(string name) => configMaps.GetValueOrDefault(name);

    /// <summary>The keys of a config map that can be variables, which are those of its <c>data</c>; null when it was not sent.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? ConfigMapTexts(string name) => texts.GetValueOrDefault(name);

    /// <summary>A secret's keys; null when it was not sent.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Secret(string name) => secrets.GetValueOrDefault(name);

    /// <summary>A projected volume's files; null when they were not sent.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Projected(string volume) => projected.GetValueOrDefault(volume);

    private static void AddOnce<T>(
        Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> known,
        string name,
        T source,
        Func<T, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> content)
    {
        if (!known.ContainsKey(name))
            known.Add(name, content(source));
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Texts(ConfigMapView map)
    {
        var content = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (key, text) in map.Data)
            content[key] = Encoding.UTF8.GetBytes(text);
        return content;
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Content(ConfigMapView map)
    {
        var content = Texts(map);
        foreach (var (key, bytes) in map.BinaryData)
            content[key] = bytes;
        return content;
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Content(SecretView secret)
    {
        var content = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (key, bytes) in secret.Data)
            content[key] = bytes;
        return content;
    }
}
