using Interlink.Protocol;

namespace Interlink.Templates.Values;

/// <summary>A time, printed as Go prints it in UTC.</summary>
/// <param name="Written">RFC 3339; empty is Go's zero time.</param>
internal sealed record GoTimestamp(string Written) : GoObject("v1.Time")
{
    private DateTimeOffset? Time =>
        Written.Length == 0 ? DateTimeOffset.MinValue : GoTime.TryParseRfc3339(Written, out DateTimeOffset time) ? time : null;

    public override string ToString() => Time is { } time ? GoTime.Format(time) : Written;

    public override object? Member(string name) => name switch
    {
        "String" => ToString(),
        "IsZero" => Time == DateTimeOffset.MinValue,
        "Unix" => Time?.ToUnixTimeSeconds() ?? 0L,
        _ => null,
    };
}
