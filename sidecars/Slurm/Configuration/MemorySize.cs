using System.Globalization;

namespace Interlink.Slurm.Configuration;

/// <summary>A flavor's memory: bytes, or a number with K, M, G or T (powers of 1024), in any case, with an optional B behind.</summary>
internal static class MemorySize
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        string number = text.Trim().ToUpperInvariant();
        if (number.EndsWith('B'))
            number = number[..^1];
        int shift = number.Length == 0 ? 0 : number[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, 'T' => 40, _ => 0 };
        if (shift > 0)
            number = number[..^1];
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            || count is 0 || count > long.MaxValue >> shift)
            return false;
        bytes = count << shift;
        return true;
    }
}
