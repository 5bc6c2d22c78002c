using System.Text.RegularExpressions;
using Interlink.Hosting.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads and validates <c>Policy</c>.</summary>
internal static class PolicyKeys
{
    public const string Name = "Policy";

    // A pattern is the administrator's, the text it is held against is anybody's.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(100);

    public static PodPolicy Read(ConfigReader file)
    {
        var section = file.GetSection(Name);
        return new PodPolicy
        {
            AllowShell = section.GetBool("AllowShell", defaultValue: true),
            DeniedAnnotations = section.GetStringList("DeniedAnnotations").ToHashSet(StringComparer.Ordinal),
            AllowedFlags = section.FindStringList("AllowedFlags") is { } allowed ? Flags(section, "AllowedFlags", allowed) : null,
            DeniedFlags = Flags(section, "DeniedFlags", section.GetStringList("DeniedFlags")),
            FlagValues = FlagValues(section),
            HostPaths = section.FindStringList("HostPaths") is { } paths ? Folders(section, "HostPaths", paths) : null,
            ReadOnlyHostPaths = Folders(section, "ReadOnlyHostPaths", section.GetStringList("ReadOnlyHostPaths")),
            RuntimeOptions = section.FindStringList("RuntimeOptions")?.ToHashSet(StringComparer.Ordinal),
            Images = section.GetString("Images") is { Length: > 0 } pattern ? Pattern(section, "Images", pattern) : null,
            LowestUser = section.FindInt("LowestUser", 0, int.MaxValue) ?? 0,
        };
    }

    /// <summary>
    /// A pod that names no user gets DefaultUID or, without one, the program's own: that must not be one the policy forbids.
    /// </summary>
    public static void CheckDefaultUser(ConfigReader file, PodPolicy policy, long? defaultUser, long ownUser)
    {
        if ((defaultUser ?? ownUser) < policy.LowestUser)
        {
            file.Report($"{Name}.LowestUser", "is above the user of pods that name none: set DefaultUID to a user that is allowed, or run "
                + "slurm-sidecar as one");
        }
    }

    private static HashSet<string> Flags(ConfigReader section, string key, IReadOnlyList<string> names)
    {
        foreach (string name in names.Where(name => name.TrimStart('-').Length == 0))
            section.Report(key, $"holds '{name}', which names no flag: write for example partition");
        return names.Select(name => SbatchFlagNames.LongName(name.TrimStart('-'))).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, Regex> FlagValues(ConfigReader section)
    {
        var values = new Dictionary<string, Regex>(StringComparer.Ordinal);
        foreach (var (name, pattern) in section.GetStringMap("FlagValues"))
        {
            if (Pattern(section, $"FlagValues.{name}", pattern) is { } regex)
                values[SbatchFlagNames.LongName(name.TrimStart('-'))] = regex;
        }

        return values;
    }

    private static List<string> Folders(ConfigReader section, string key, IReadOnlyList<string> paths)
    {
        foreach (string path in paths.Where(path => !path.StartsWith('/') || path.Split('/').Contains("..")))
            section.Report(key, $"holds '{path}', which is no absolute path without '..'");
        return [.. paths.Select(path => path.TrimEnd('/'))];
    }

    private static Regex? Pattern(ConfigReader section, string key, string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (ArgumentException broken)
        {
            section.Report(key, $"is '{pattern}', which is no regular expression: {broken.Message.TrimEnd('.')}");
            return null;
        }
    }
}
