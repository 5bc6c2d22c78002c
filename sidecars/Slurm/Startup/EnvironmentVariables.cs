using System.Collections;

namespace Interlink.Slurm.Startup;

/// <summary>The program's environment as a dictionary.</summary>
internal static class EnvironmentVariables
{
    public static IReadOnlyDictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
