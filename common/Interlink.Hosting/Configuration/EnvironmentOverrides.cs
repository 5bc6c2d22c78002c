using System.Globalization;

namespace Interlink.Hosting.Configuration;

/// <summary>
/// Reads environment variables that override a configuration file. A variable that is not set, or set to nothing, overrides nothing.
/// Problems are collected, as in <see cref="ConfigReader"/>.
/// </summary>
/// <param name="read">Gives a variable's value, null when it is not set; the process's own environment when left out.</param>
public sealed class EnvironmentOverrides(Func<string, string?>? read = null)
{
    private readonly Func<string, string?> _read = read ?? Environment.GetEnvironmentVariable;
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>A text; null when it overrides nothing.</summary>
    public string? FindString(string name)
    {
        var value = _read(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Exactly <c>true</c> or <c>false</c>; anything else is a problem. Null when it overrides nothing.</summary>
    public bool? FindBool(string name)
    {
        switch (FindString(name))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            case var other:
                _problems.Add($"The environment variable {name} must be true or false, not '{other}'.");
                return null;
        }
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>; null when it overrides nothing.</summary>
    public int? FindInt(string name, int min = int.MinValue, int max = int.MaxValue)
    {
        if (FindString(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        _problems.Add($"The environment variable {name} must be a whole number from {min} to {max}, not '{text}'.");
        return null;
    }

    /// <summary>The path of a file or folder that must exist; null when it overrides nothing.</summary>
    public string? FindExistingPath(string name)
    {
        if (FindString(name) is not { } path)
        {
            return null;
        }

        if (Path.Exists(path))
        {
            return path;
        }

        _problems.Add($"The environment variable {name} names '{path}', which does not exist.");
        return null;
    }
}
