using Interlink.Hosting.Configuration;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads what a ping answers.</summary>
internal static class PingKeys
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static SlurmOptions Read(SlurmOptions options, ConfigReader file) =>
        options with { PingResources = Resources(file), Taints = file.Has("Taints") ? Taints(file) : null };

    private static PingResourcesKind Resources(ConfigReader file)
    {
        switch (file.GetString("PingResources"))
        {
            case "" or "free+own":
                return PingResourcesKind.FreeAndOwn;
            case "free":
                return PingResourcesKind.Free;
            case "total":
                return PingResourcesKind.Total;
            case var other:
                file.Report("PingResources", $"is '{other}'; it must be free, free+own or total");
                return PingResourcesKind.FreeAndOwn;
        }
    }

    private static List<PingTaint> Taints(ConfigReader file)
    {
        var taints = new List<PingTaint>();
        foreach (var section in file.GetSections("Taints"))
        {
            var taint = new PingTaint(section.GetString("Key"), section.FindString("Value"), section.GetString("Effect"));
            if (taint.Key.Length == 0)
                section.Report("Key", "is missing: a taint needs one");
            if (!Effects.Contains(taint.Effect))
                section.Report("Effect", $"is '{taint.Effect}'; it must be NoSchedule, PreferNoSchedule or NoExecute");
            taints.Add(taint);
        }

        return taints;
    }
}
