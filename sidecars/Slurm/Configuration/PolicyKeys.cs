using System.Text.RegularExpressions;
using Interlink.Hosting.Configuration;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning.Flags;
using Interlink.Slurm.Planning.Policies;

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
        var policy = new PodPolicy
        {
            AllowShell = section.GetBool("AllowShell", defaultValue: true),
            AllowPrivileged = section.GetBool("AllowPrivileged", defaultValue: true),
            DeniedAnnotations = section.GetStringList("DeniedAnnotations").ToHashSet(StringComparer.Ordinal),
            AllowedFlags = section.FindStringList("AllowedFlags") is { } allowed ? Flags(section, "AllowedFlags", allowed) : null,
            DeniedFlags = Flags(section, "DeniedFlags", section.GetStringList("DeniedFlags")),
            FlagValues = FlagValues(section),
            HostPaths = section.FindStringList("HostPaths") is { } paths ? Folders(section, "HostPaths", paths) : null,
            ReadOnlyHostPaths = Folders(section, "ReadOnlyHostPaths", section.GetStringList("ReadOnlyHostPaths")),
            RuntimeOptions = section.FindStringList("RuntimeOptions") is { } options ? RuntimeOptions(section, options) : null,
            Images = section.GetString("Images") is { Length: > 0 } pattern ? Pattern(section, "Images", pattern) : null,
            LowestUser = section.FindInt("LowestUser", 0, int.MaxValue) ?? 0,
        };

        // An option can mount any folder and name any image.
        bool undone = policy.RuntimeOptions is null && (policy.HostPaths is not null || policy.ReadOnlyHostPaths.Count > 0 || policy.Images is not null);
        return undone ? policy with { RuntimeOptions = new Dictionary<string, Regex?>() } : policy;
    }

    /// <summary>Says which rules hold nobody back who wants to get round them.</summary>
    public static void Warn(PodPolicy policy, ContainerRuntime runtime, List<string> warnings)
    {
        if (policy.HostPaths is null && policy.ReadOnlyHostPaths.Count == 0 && policy.Images is null && policy.RuntimeOptions is null)
            return;
        const string Rules = $"{Name}.HostPaths, ReadOnlyHostPaths, Images and RuntimeOptions";
        if (runtime == ContainerRuntime.Host)
            warnings.Add($"{Rules} hold no pod back with ContainerRuntime: host, whose programs see the whole machine.");
        else if (policy.AllowShell)
            warnings.Add($"{Rules} hold only those pods back that bring no shell text: set {Name}.AllowShell to false as well.");
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

    // "--nv" takes no value; "--bind=/cvmfs(:.*)?" one that matches.
    private static Dictionary<string, Regex?> RuntimeOptions(ConfigReader section, IReadOnlyList<string> entries)
    {
        var options = new Dictionary<string, Regex?>(StringComparer.Ordinal);
        foreach (string entry in entries)
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            string option = equals < 0 ? entry : entry[..equals];
            if (option.Length < 2 || option[0] != '-')
                section.Report("RuntimeOptions", $"holds '{entry}', which is no option: write for example --nv or --bind=/cvmfs(:.*)?");
            else
                options[option] = equals < 0 ? null : Pattern(section, "RuntimeOptions", entry[(equals + 1)..]);
        }

        return options;
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
        return [.. paths.Select(PolicyPath.Normal)];
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
