using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>What a create request brings beside the pod, each object once however many containers have a use for it.</summary>
internal sealed class BroughtObjects
{
    private readonly OrderedDictionary<string, ConfigMapView> configMaps = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, SecretView> secrets = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ConfigMapView> projected = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, JsonObject> claims = new(StringComparer.Ordinal);

    public BroughtObjects(CreateRequest request)
    {
        foreach (var container in request.Containers)
        {
            foreach (var map in container.ConfigMaps.Where(map => map.Name.Length > 0))
                configMaps.TryAdd(map.Name, map);
            foreach (var secret in container.Secrets.Where(secret => secret.Name.Length > 0))
                secrets.TryAdd(secret.Name, secret);
            foreach (var map in container.ProjectedVolumeMaps.Where(map => map.Name.Length > 0))
                projected.TryAdd(map.Name, map);
            foreach (var claim in container.PersistentVolumeClaims)
            {
                // A claim without a name is nobody's.
                if (new FieldReader(claim, "persistentVolumeClaims").Inside("metadata").Text("name") is { Length: > 0 } name)
                    claims.TryAdd(name, claim);
            }
        }
        SecretNames = secrets.Keys.ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyCollection<ConfigMapView> ConfigMaps => configMaps.Values;

    public IReadOnlyCollection<SecretView> Secrets => secrets.Values;

    public IReadOnlySet<string> SecretNames { get; }

    public IReadOnlyCollection<KeyValuePair<string, JsonObject>> Claims => claims;

    public bool HasConfigMap(string name) => configMaps.ContainsKey(name);

    /// <summary>The files of a projected volume; null when the request does not bring them.</summary>
    public ConfigMapView? FilesOf(string volume) => projected.GetValueOrDefault(volume);
}
