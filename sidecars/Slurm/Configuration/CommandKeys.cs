using Interlink.Hosting.Configuration;
using Interlink.Processes;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads keys that hold a command: words as in a shell, but no other syntax of one, because none ever sees them.</summary>
internal sealed class CommandKeys(ConfigReader file, EnvironmentOverrides environment, List<string> problems)
{
    /// <summary>The words of a key, or of the variable that overrides it; the default where both are absent.</summary>
    public IReadOnlyList<string> Read(string key, string? variable, IReadOnlyList<string> defaultWords)
    {
        string inFile = file.GetString(key);
        string? overriding = variable is null ? null : environment.FindString(variable);
        string text = overriding ?? inFile;
        if (string.IsNullOrWhiteSpace(text))
            return defaultWords;
        try
        {
            var words = ShellWords.Split(text);
            if (words.Count > 0 && words[0].Length > 0)
                return words;
            Report(key, overriding is null ? null : variable, "names no program");
        }
        catch (ShellSyntaxException syntax)
        {
            Report(
                key,
                overriding is null ? null : variable,
                $"is split into words and not given to a shell, so it may hold only words and quotes: {syntax.Message.TrimEnd('.')}");
        }

        return defaultWords;
    }

    private void Report(string key, string? variable, string problem)
    {
        if (variable is null)
            file.Report(key, problem);
        else
            problems.Add($"The environment variable {variable} (key {key}) {problem}.");
    }
}
