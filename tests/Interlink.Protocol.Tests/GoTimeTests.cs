using FsCheck;
using FsCheck.Fluent;

namespace Interlink.Protocol.Tests;

public sealed class GoTimeTests
{
    private static Arbitrary<DateTimeOffset> AnyTime => Gen.Choose(0, int.MaxValue).Two()
        .Select(parts => new DateTimeOffset((long)parts.Item1 * int.MaxValue % (DateTime.MaxValue.Ticks - int.MaxValue) + parts.Item2,
            TimeSpan.Zero))
        .ToArbitrary();

    [Theory]
    [InlineData("2026-01-31 09:08:07.123456789 +0000 UTC", "2026-01-31T09:08:07.1234567Z")]
    [InlineData("2026-01-31 09:08:07.123456789 +0000 UTC m=+0.100000001", "2026-01-31T09:08:07.1234567Z")]
    [InlineData("2026-01-31 09:08:07 +0000 UTC\n", "2026-01-31T09:08:07Z")]
    [InlineData("2026-01-31 09:08:07.5 +0100 CET m=-12.5", "2026-01-31T08:08:07.5Z")]
    [InlineData("2026-01-31 09:08:07.5 -0330 -0330", "2026-01-31T12:38:07.5Z")]
    [InlineData("0001-01-01 00:00:00 +0000 UTC", "0001-01-01T00:00:00Z")]
    [InlineData("2026-01-31 09:08:07 +0000", "2026-01-31T09:08:07Z")]
    public void What_Go_prints_is_read(string text, string expected)
    {
        Assert.True(GoTime.TryParse(text, out DateTimeOffset time));
        Assert.True(GoTime.TryParseRfc3339(expected, out DateTimeOffset rfc));
        Assert.Equal(rfc, time);
        Assert.Equal(DateTimeOffset.Parse(expected), time);
    }

    [Theory]
    [InlineData("2026-01-31T09:08:07.123456789+01:00", "2026-01-31 08:08:07.1234567 +0000 UTC")]
    [InlineData("2026-01-31T09:08:07Z", "2026-01-31 09:08:07 +0000 UTC")]
    [InlineData("2026-01-31t09:08:07.10z", "2026-01-31 09:08:07.1 +0000 UTC")]
    public void A_time_is_printed_as_Go_prints_it(string rfc, string text)
    {
        Assert.True(GoTime.TryParseRfc3339(rfc, out DateTimeOffset time));
        Assert.Equal(text, GoTime.Format(time));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T09:08:07Z")]
    [InlineData("2026-02-30 09:08:07 +0000 UTC")]
    [InlineData("2026-01-31 09:08:07. +0000 UTC")]
    [InlineData("2026-01-31 09:08:07.1234567890 +0000 UTC")]
    [InlineData("2026-01-31 09:08:07 +00:00 UTC")]
    [InlineData("2026-01-31 09:08:07 +0000 UTC x")]
    [InlineData("2026-01-31 09:08 +0000 UTC")]
    public void Anything_else_is_no_time(string? text) => Assert.False(GoTime.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2026-01-31 09:08:07Z")]
    [InlineData("2026-01-31T09:08:07")]
    [InlineData("2026-01-31T09:08:07+0100")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T09:08:07,5Z")]
    [InlineData("2026-01-31T09:08:07.Z")]
    [InlineData("now, please, and hurry")]
    public void Anything_else_is_no_RFC_3339(string? text) => Assert.False(GoTime.TryParseRfc3339(text, out _));

    [Fact]
    public void What_is_printed_reads_as_the_same_time() => Prop.ForAll(AnyTime, time =>
        GoTime.TryParse(GoTime.Format(time), out DateTimeOffset read) && read == time
        && GoTime.TryParse(GoTime.Format(time) + " m=+0.1", out DateTimeOffset monotonic) && monotonic == time
        && GoTime.TryParseRfc3339(GoTime.FormatRfc3339(time), out DateTimeOffset seconds)
        && seconds == time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
