using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Creation;

/// <summary>Finds what a container's volume mounts need among what came with the pod. Pure.</summary>
/// <param name="creation">The request.</param>
/// <param name="missing">Takes down what is not there.</param>
internal sealed class SourceChoice(PodCreateRequest creation, List<string> missing)
{
    public ContainerSources Of(ContainerView container)
    {
        List<JsonObject> configMaps = [], projected = [], secrets = [];
        foreach (var name in container.VolumeMounts.Select(mount => mount.Name).Distinct(StringComparer.Ordinal))
        {
            if (creation.Pod.Volumes.FirstOrDefault(volume => volume.Name == name) is not { } volume)
            {
                continue;
            }

            switch (volume.Kind)
            {
                case VolumeKind.ConfigMap:
                    Add(configMaps, creation.ConfigMaps.FirstOrDefault(map => map.Name == volume.SourceName)?.Json, volume, "config map");
                    break;
                case VolumeKind.Secret:
                    Add(secrets, creation.Secrets.FirstOrDefault(secret => secret.Name == volume.SourceName)?.Json, volume, "secret");
                    break;
                case VolumeKind.Projected:
                    Add(projected, creation.ProjectedVolumes.FirstOrDefault(map => map.Name == volume.Name)?.Json, volume, "content");
                    break;
            }
        }

        return new ContainerSources(container.Name, configMaps, projected, secrets);
    }

    private void Add(List<JsonObject> chosen, JsonObject? found, VolumeView volume, string what)
    {
        if (found is null)
        {
            if (!volume.Optional)
            {
                var sentence = $"the {what} {volume.SourceName} of volume {volume.Name}".Replace("  ", " ", StringComparison.Ordinal);
                missing.Add(sentence);
            }
        }
        else if (!chosen.Contains(found))
        {
            chosen.Add(found);
        }
    }
}
