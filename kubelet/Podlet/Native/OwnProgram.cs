namespace Interlink.Podlet.Native;

/// <summary>The file this process was started from.</summary>
internal static class OwnProgram
{
    /// <summary>The kernel's name for it works even when the file was replaced, but would show as "exe" in process lists.</summary>
    private const string Link = "/proc/self/exe";

    public static string Path { get; } = Find();

    private static string Find()
    {
        string? path = Environment.ProcessPath;
        return path is not null && File.Exists(path) ? path : Link;
    }
}
