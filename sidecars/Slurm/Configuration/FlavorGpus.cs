using System.Globalization;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Configuration;

/// <summary>Finds out how many GPUs a flavor's flags ask for.</summary>
internal static class FlavorGpus
{
    public static int Count(IReadOnlyList<string> words)
    {
        if (SbatchFlagParser.Parse(words, "", out var flags) is not null)
            return 0;
        int gres = flags.Where(flag => flag.LongName == "gres").SelectMany(flag => (flag.Value ?? "").Split(',')).Sum(InGres);
        return gres > 0
            ? gres
            : flags.Where(flag => flag.LongName == "gpus").Select(flag => Number((flag.Value ?? "").Split(':')[^1])).LastOrDefault();
    }

    // gpu, gpu:N, gpu:type and gpu:type:N
    private static int InGres(string text)
    {
        string[] parts = text.Split(':');
        return parts[0] != "gpu" ? 0 : Number(parts[^1]) is > 0 and int number ? number : 1;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, 1_000_000) : 0;
}
