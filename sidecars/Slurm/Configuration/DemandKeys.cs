using Interlink.Hosting.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads how what a pod asks for becomes flags of sbatch.</summary>
internal static class DemandKeys
{
    public static SlurmOptions Read(SlurmOptions options, ConfigReader file) => options with
    {
        LegacyResources = file.GetBool("LegacyResources"),
        Gres = Gres(file),
        PriorityClasses = PriorityClasses(file),
        EphemeralStorage = EphemeralStorage(file),
        CancelUnfit = file.GetBool("CancelUnfitJobs", defaultValue: true),
    };

    private static GresNames Gres(ConfigReader file)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (resource, gres) in file.GetStringMap("Gres"))
        {
            if (gres.Length > 0 && !GresNames.IsValid(gres))
                file.Report($"Gres.{resource}", $"is '{gres}'; it must be a name of Slurm's GresTypes, with ':' and a type where needed");
            names[resource] = gres;
        }

        return new GresNames(names);
    }

    private static Dictionary<string, IReadOnlyList<SbatchFlag>> PriorityClasses(ConfigReader file)
    {
        var classes = new Dictionary<string, IReadOnlyList<SbatchFlag>>(StringComparer.Ordinal);
        foreach (var (name, text) in file.GetStringMap("PriorityClasses"))
        {
            string key = $"PriorityClasses.{name}";
            if (FlagWords.Split(text, out var words) is { } problem)
                file.Report(key, problem);
            else if (SbatchFlagParser.Parse(words, $"The priority class {name}", out var flags) is { } sentence)
                file.Report(key, $"cannot be used: {sentence.TrimEnd('.')}");
            else
                classes[name] = flags;
        }

        return classes;
    }

    private static EphemeralStorageKind EphemeralStorage(ConfigReader file)
    {
        switch (file.GetString("EphemeralStorage"))
        {
            case "" or "auto":
                return EphemeralStorageKind.Auto;
            case "tmp":
                return EphemeralStorageKind.Tmp;
            case "ignore":
                return EphemeralStorageKind.Ignore;
            case var other:
                file.Report("EphemeralStorage", $"is '{other}'; it must be auto, tmp or ignore");
                return EphemeralStorageKind.Auto;
        }
    }
}
