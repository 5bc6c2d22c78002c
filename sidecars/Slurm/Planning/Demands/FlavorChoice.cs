using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>Finds a pod's flavor: the one it names, one with its GPUs, the default.</summary>
internal static class FlavorChoice
{
    public static Flavor? Choose(PodView pod, long gpus, SlurmOptions options, List<string> warnings)
    {
        string name = PodAnnotations.Of(pod.Annotations, PodAnnotations.Flavor);
        if (name.Length > 0)
        {
            if (options.Flavors.FirstOrDefault(flavor => flavor.Name == name) is { } named)
                return named;
            warnings.Add($"The annotation {PodAnnotations.Flavor} names a flavor that is not configured; the pod gets another.");
        }

        if (gpus > 0)
        {
            var withGpus = options.Flavors.Where(flavor => flavor.Gpus > 0).ToList();
            if ((withGpus.Find(flavor => flavor.Gpus == gpus) ?? withGpus.FirstOrDefault()) is { } chosen)
                return chosen;
        }

        return options.DefaultFlavor;
    }
}
