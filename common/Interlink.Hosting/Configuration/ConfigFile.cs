using System.Text.Json.Nodes;
using Interlink.Yaml;

namespace Interlink.Hosting.Configuration;

/// <summary>Reads a file into a <see cref="ConfigReader"/>.</summary>
internal static class ConfigFile
{
    public static ConfigReader Load(string path)
    {
        var findings = new ConfigFindings(path);
        var values = Read(path, findings);
        return new ConfigReader(values ?? [], findings, "");
    }

    private static JsonObject? Read(string path, ConfigFindings findings)
    {
        try
        {
            switch (YamlDocument.Parse(File.ReadAllText(path), path))
            {
                case null:
                    return null;
                case JsonObject values:
                    return values;
                default:
                    findings.Add($"The configuration file '{path}' must hold keys and values at its top.");
                    return null;
            }
        }
        catch (YamlFormatException e)
        {
            findings.Add($"The configuration file is not valid YAML: {e.Message}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add($"The configuration file '{path}' does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add($"The configuration file '{path}' cannot be read: {e.Message}");
        }

        return null;
    }
}
