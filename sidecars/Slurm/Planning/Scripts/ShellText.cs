namespace Interlink.Slurm.Planning.Scripts;

/// <summary>Shell text that is built in: files of its own, so that shellcheck reads them as they are.</summary>
internal static class ShellText
{
    /// <summary>The file's text without the line that speaks to shellcheck.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(ShellText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        _ = reader.ReadLine();
        return reader.ReadToEnd();
    }
}
