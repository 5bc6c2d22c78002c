using Interlink.Hosting.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads and validates <c>Flavors</c>, <c>DefaultFlavor</c> and <c>DefaultUID</c>.</summary>
internal static class FlavorKeys
{
    public static SlurmOptions Read(SlurmOptions options, ConfigReader file, List<string> warnings)
    {
        var flavors = file.GetMap("Flavors").Select(pair => Flavor(pair.Key, pair.Value)).ToList();
        string name = file.GetString("DefaultFlavor");
        var defaultFlavor = flavors.Find(flavor => flavor.Name == name);
        if (name.Length > 0 && defaultFlavor is null)
            warnings.Add($"DefaultFlavor names '{name}', which is not among the Flavors: it is ignored.");
        return options with { Flavors = flavors, DefaultFlavor = defaultFlavor, DefaultUid = Uid(file, "DefaultUID") };
    }

    private static Flavor Flavor(string name, ConfigReader section)
    {
        // Go knows a flavor by its key; the Name inside is for people.
        section.GetString("Name");
        var words = Flags(name, section);
        return new Flavor
        {
            Name = name,
            Description = section.GetString("Description"),
            CpuDefault = section.FindInt("CPUDefault", 0) is { } cpus and > 0 ? (int)cpus : null,
            MemoryDefault = Memory(section),
            Uid = Uid(section, "UID"),
            SlurmFlags = words,
            Gpus = FlavorGpus.Count(words),
        };
    }

    private static long? Memory(ConfigReader section)
    {
        string text = section.GetString("MemoryDefault");
        if (text.Length == 0)
            return null;
        if (MemorySize.TryParse(text, out long bytes))
            return bytes;
        section.Report("MemoryDefault", $"is '{text}', which is no amount of memory: write for example 16G, 32000M or a number of bytes");
        return null;
    }

    private static long? Uid(ConfigReader section, string key) => section.FindInt(key, 0);

    private static List<string> Flags(string flavor, ConfigReader section)
    {
        var all = new List<string>();
        foreach (string text in section.GetStringList("SlurmFlags"))
        {
            if (!text.TrimStart().StartsWith('-'))
                section.Report("SlurmFlags", $"holds '{text}': a flag is not empty and begins with '-'");
            else if (FlagWords.Split(text, out var words) is { } problem)
                section.Report("SlurmFlags", $"holds a text that {problem}");
            else if (SbatchFlagParser.Parse(words, $"The flavor {flavor}", out _) is { } sentence)
                section.Report("SlurmFlags", $"cannot be used: {sentence.TrimEnd('.')}");
            else
                all.AddRange(words);
        }

        return all;
    }
}
