namespace Interlink.Slurm.Tests.Logs;

/// <summary>A test that needs a file whose reading fails with EIO; the kernel has some for devices without power management.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnreadableFileFactAttribute : FactAttribute
{
    private static readonly EnumerationOptions Depth = new()
    {
        RecurseSubdirectories = true, MaxRecursionDepth = 5, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public UnreadableFileFactAttribute()
    {
        if (File is null)
            Skip = "no file of /sys/devices fails with EIO here";
    }

    public static string? File { get; } = Directory.Exists("/sys/devices")
        ? Directory.EnumerateFiles("/sys/devices", "autosuspend_delay_ms", Depth).FirstOrDefault(FailsWithInputOutputError)
        : null;

    private static bool FailsWithInputOutputError(string path)
    {
        const int InputOutputError = 5;
        try
        {
            using var file = System.IO.File.OpenRead(path);
            return file.ReadByte() == int.MinValue;
        }
        catch (IOException exception)
        {
            return exception.HResult == InputOutputError;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
