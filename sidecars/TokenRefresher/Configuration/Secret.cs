namespace Interlink.TokenRefresher.Configuration;

/// <summary>A secret from an environment variable, or from the file that the variable with <c>_FILE</c> behind its name points to.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">The value given directly; null for none.</param>
/// <param name="Path">The file, which goes before the value and is read again each time; null for none.</param>
internal sealed record Secret(string Name, string? Value, string? Path)
{
    /// <returns>The secret without white space around it; null when there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Read()
    {
        if (Path is null)
        {
            return Value;
        }

        try
        {
            return File.ReadAllText(Path).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Name}_FILE {Path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Keeps the value out of logs.</summary>
    public override string ToString() => Name;
}
