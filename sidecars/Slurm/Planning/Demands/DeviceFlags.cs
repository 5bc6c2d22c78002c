using System.Globalization;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>Asks Slurm for the devices (GPUs, slices of GPUs, others) a pod asks Kubernetes for.</summary>
internal static class DeviceFlags
{
    private static readonly string[] DeviceFlagNames =
        ["gres", "gpus", "gpus-per-node", "gpus-per-task", "gpus-per-socket", "tres-per-task"];

    /// <summary>
    /// Sets <c>--gres</c>, unless a flag of flavor or annotation asks for devices already: whoever wrote it knows the cluster better.
    /// </summary>
    public static void Set(SbatchFlagList flags, PodDemand demand, SlurmOptions options, List<string> warnings)
    {
        bool asked = flags.HasAny(DeviceFlagNames);
        var gres = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (resource, amount) in demand.Devices)
        {
            if (options.Gres.TryFind(resource, out var name))
                gres[name] = gres.GetValueOrDefault(name) + amount;
            else if (!asked)
                Warn(warnings, resource, amount, "nothing says what it is called in Slurm: give it a name under Gres in the configuration");
        }

        if (asked || gres.Count == 0)
            return;
        if (options.LegacyResources)
        {
            foreach (var (resource, amount) in demand.Devices)
                Warn(warnings, resource, amount, "LegacyResources is true and no flavor and no flag asks Slurm for it");
            return;
        }

        flags.Set("gres", string.Join(',', gres.Select(device => $"{device.Key}:{Text(device.Value)}")));
    }

    private static void Warn(List<string> warnings, string resource, long amount, string why) =>
        warnings.Add($"The pod asks for {Text(amount)} of {Printable(resource)} and gets none: {why}.");

    // A resource's name is the pod's own text and goes into the log.
    private static string Printable(string name) => new([.. name.Take(253).Select(c => char.IsControl(c) ? '?' : c)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
