namespace Interlink.Slurm.Configuration;

/// <summary>Reads the configuration: file, then environment, then command line.</summary>
internal static class SlurmOptionsLoader
{
    /// <summary>Reads the file at <paramref name="path"/> and tells everything that is wrong at once.</summary>
    public static SlurmOptionsLoad Load(string path, IReadOnlyDictionary<string, string> environment, CommandLineOverrides overrides) =>
        throw new NotImplementedException(path);
}
