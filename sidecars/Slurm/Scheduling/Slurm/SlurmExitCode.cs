using System.Globalization;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>
/// Slurm's exit codes: a raw wait status up to 22.05 (<c>256</c> is exit code 1, <c>15</c> signal 15), <c>code:signal</c> later and in
/// sacct.
/// </summary>
internal static class SlurmExitCode
{
    /// <summary>The exit code as a shell would tell it (128 + n for signal n), null when the text is none.</summary>
    public static int? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Number(text) is { } raw ? FromWaitStatus(raw) : null;
        return Number(text[..colon]) is { } code && Number(text[(colon + 1)..]) is { } signal
            ? signal == 0 ? code : 128 + (signal & 0x7f)
            : null;
    }

    private static int FromWaitStatus(int raw) => (raw & 0x7f) == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
