using System.Globalization;

namespace Interlink.Slurm.Planning.Flags;

/// <summary>Slurm's notation of memory: a number of MiB, or one with K, M, G or T.</summary>
internal static class SlurmMemory
{
    public const long MiB = 1024 * 1024;

    /// <summary>Whole MiB that hold so many bytes.</summary>
    public static long CeilingMiB(long bytes) => (bytes / MiB) + (bytes % MiB > 0 ? 1 : 0);

    /// <summary>Bytes; null for nothing, for 0 (all of the node) and for what is not in the notation, which sbatch will tell.</summary>
    public static long? Bytes(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        long unit = char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 1024,
            'G' => 1024 * MiB,
            'T' => 1024 * 1024 * MiB,
            _ => MiB,
        };
        string digits = char.IsAsciiDigit(text[^1]) ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            && number <= long.MaxValue / unit
                ? number * unit
                : null;
    }
}
