using System.Globalization;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>What <c>scontrol show config</c> says of how jobs are ended.</summary>
internal static class KillWaitAnswer
{
    private const string Key = "KillWait";

    /// <summary>Reads the line <c>KillWait                = 30 sec</c>; null when it is not there.</summary>
    public static TimeSpan? Read(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is [Key, var value] && int.TryParse(value.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
                return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }
}
