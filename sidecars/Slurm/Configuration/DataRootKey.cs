using Interlink.Hosting.Configuration;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads where the job folders are.</summary>
internal static class DataRootKey
{
    private const string Key = "DataRootFolder";

    public static string Read(ConfigReader file, List<string> warnings)
    {
        string path = file.GetString(Key);
        if (path.Length == 0)
        {
            file.Report(Key, "is missing: name a folder that this program and the nodes see under the same path");
            return "/";
        }

        // Slurm reads a backslash in a path as "no patterns here" and swallows it.
        if (path[0] == '~' || path.Any(c => char.IsControl(c) || c == '\\'))
        {
            file.Report(Key, "must be a path without '~' in front, backslashes and control characters");
            return "/";
        }

        string full = Path.GetFullPath(path).TrimEnd('/');
        if (full.Length == 0)
            file.Report(Key, "must not be the root of the file system");
        if (path[0] != '/')
            warnings.Add($"{Key} is relative, so it is taken from where the program was started: {full}. Better write it in full.");
        return full;
    }
}
