namespace Interlink.Slurm.Scheduling;

/// <summary>Submissions that are under way on this machine, whoever started them.</summary>
internal static class SubmissionProcesses
{
    /// <summary>True while some process of this machine names the script in its arguments.</summary>
    public static bool AnyFor(string batchScript)
    {
        if (!Directory.Exists("/proc"))
            return false;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(process.AsSpan())[0]))
                continue;
            try
            {
                var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
                // The running job itself has the script's path nowhere in its arguments: slurmd runs a copy of it.
                if (words.Contains(batchScript))
                    return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or is someone else's.
            }
        }
        return false;
    }
}
