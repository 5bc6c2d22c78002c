using Interlink.Hosting.Listening;
using Interlink.Hosting.Telemetry;

namespace Interlink.Hosting;

/// <summary>Collects what is wrong with <see cref="HostOptions"/>, all of it at once.</summary>
internal static class HostOptionsValidator
{
    private const long SmallestBodyLimit = 1024;

    public static IReadOnlyList<string> Validate(HostOptions options)
    {
        var problems = new List<string>();
        ListenOptionsValidator.Validate(options.Listen, problems);
        TelemetryOptionsValidator.Validate(options.Telemetry, problems);
        if (options.MaxRequestBytes < SmallestBodyLimit)
        {
            problems.Add($"The largest request body is {options.MaxRequestBytes} bytes; it must be at least {SmallestBodyLimit}.");
        }

        if (options.DrainTimeout <= TimeSpan.Zero)
        {
            problems.Add("The time to drain must be longer than 0 seconds.");
        }

        return problems;
    }
}
