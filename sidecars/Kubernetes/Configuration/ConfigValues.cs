using System.Text.Json.Nodes;
using Interlink.Hosting.Configuration;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>The configuration's texts: the file's, over them the environment's, as the Python plugin reads them.</summary>
/// <param name="Reader">Reads them section by section.</param>
/// <param name="Problems">What kept the file from being read, one sentence each.</param>
internal sealed record ConfigValues(ConfigReader Reader, IReadOnlyList<string> Problems)
{
    private const string DefaultPath = "private/config.ini";

    /// <summary>The variable that names the file.</summary>
    public const string PathVariable = "CONFIG_FILE_PATH";

    /// <summary>Reads the file that the flag or the environment names, else the Python plugin's default.</summary>
    public static ConfigValues Load(string? flag, IReadOnlyDictionary<string, string> environment)
    {
        var named = flag is { Length: > 0 } ? flag : environment.GetValueOrDefault(PathVariable) is { Length: > 0 } variable ? variable : null;
        var path = named ?? DefaultPath;
        var problems = new List<string>();
        var values = Read(path, named is null && HasVariables(environment), problems);
        foreach (var (section, key) in ConfigKeys.All)
        {
            // A variable that is set to nothing counts: it is how a prefix is taken away.
            if (environment.TryGetValue(ConfigKeys.Variable(section, key), out var text))
                ((JsonObject)(values[section] ??= new JsonObject()))[key] = text;
        }
        return new ConfigValues(new ConfigReader(values, path), problems);
    }

    // Whoever sets everything by the environment needs no file.
    private static bool HasVariables(IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey(ConfigKeys.Variable("app", "socket_address"));

    private static JsonObject Read(string path, bool mayBeMissing, List<string> problems)
    {
        try
        {
            var lines = new List<string>();
            var values = IniFile.Parse(File.ReadAllText(path), lines);
            problems.AddRange(lines.Select(line => $"{path}: {line}."));
            return values;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            if (!mayBeMissing)
                problems.Add($"The configuration file '{path}' does not exist: name it with --config or {PathVariable}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The configuration file '{path}' cannot be read: {failure.Message}");
        }
        return [];
    }
}
