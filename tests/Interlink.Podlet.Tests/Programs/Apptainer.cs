using System.Diagnostics;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>apptainer as the repository's scripts provide it, and the image they make.</summary>
internal static class Apptainer
{
    private static readonly string Cache = Environment.GetEnvironmentVariable("INTERLINK_CACHE_DIR") ?? "/var/cache/interlink-aot";

    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = Find();

    /// <summary>The image as a folder; null where it cannot be made.</summary>
    public static string? Image { get; } = Program is null ? null : MakeImage();

    /// <summary>Why tests with it are skipped; null where they run.</summary>
    public static string? Missing =>
        Program is null ? "apptainer is not there: run scripts/lib/apptainer."
        : Image is null ? "scripts/test-image could not make the image."
        : null;

    private static string? Find()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), Path.Combine(Cache, "apptainer/bin")];
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, "apptainer")).FirstOrDefault(File.Exists);
    }

    private static string? MakeImage()
    {
        string? script = FindScript(AppContext.BaseDirectory) ?? FindScript(Environment.CurrentDirectory) ?? FindScript(SourceFolder());
        if (script is null)
            return null;
        string folder = Path.Combine(Path.GetTempPath(), "interlink-podlet-tests");
        ProcessStartInfo start = new(script, [folder]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        error.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, "busybox") : null;
    }

    private static string? FindScript(string? from)
    {
        for (DirectoryInfo? folder = from is null ? null : new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            string script = Path.Combine(folder.FullName, "scripts", "test-image");
            if (File.Exists(script))
                return script;
        }

        return null;
    }

    // With path mapping in a deterministic build this is no real path: then the other two places have to do.
    private static string? SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file);
}
