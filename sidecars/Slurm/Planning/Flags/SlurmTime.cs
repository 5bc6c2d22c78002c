using System.Globalization;

namespace Interlink.Slurm.Planning.Flags;

/// <summary>Slurm's notation of a time limit: <c>M</c>, <c>M:S</c>, <c>H:M:S</c>, <c>D-H</c>, <c>D-H:M</c>, <c>D-H:M:S</c>.</summary>
internal static class SlurmTime
{
    /// <summary>Seconds; null for what is unlimited or not in the notation, which sbatch will tell.</summary>
    public static long? Seconds(string? text)
    {
        if (text is null)
            return null;
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        string[] parts = text[(dash + 1)..].Split(':');
        long[] numbers = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!TryNumber(parts[i], out numbers[i]))
                return null;
        }

        if (dash >= 0)
        {
            return TryNumber(text[..dash], out long days) && numbers.Length <= 3
                ? (days * 86400) + (numbers[0] * 3600) + (At(numbers, 1) * 60) + At(numbers, 2)
                : null;
        }

        return numbers.Length switch
        {
            1 => numbers[0] * 60,
            2 => (numbers[0] * 60) + numbers[1],
            3 => (numbers[0] * 3600) + (numbers[1] * 60) + numbers[2],
            _ => null,
        };
    }

    private static long At(long[] numbers, int index) => index < numbers.Length ? numbers[index] : 0;

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < int.MaxValue;
}
