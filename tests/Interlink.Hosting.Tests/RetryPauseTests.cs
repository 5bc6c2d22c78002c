using Interlink.Hosting.Retries;

namespace Interlink.Hosting.Tests;

public sealed class RetryPauseTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void A_pause_doubles_with_each_failure_up_to_its_limit(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPause.After(failures, TimeSpan.FromSeconds(30), chance: 0));

    [Fact]
    public void Chance_takes_off_up_to_a_half() =>
        Assert.Equal(TimeSpan.FromSeconds(2), RetryPause.After(3, TimeSpan.FromSeconds(30), chance: 1));
}
