using Interlink.Podlet.Native;
using Interlink.Podlet.Supervision;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Supervision;

/// <summary>What the batch process receives was seen on Slurm 22.05, 24.11 and 26.05.</summary>
public class StopSignalsTests
{
    private static readonly PodPlan Pod = Plan.Of(Plan.Sh("main", "true"));
    private readonly Clock clock = new();

    [Fact]
    public void Slurm_ends_a_job_with_a_continuation_and_a_termination_whichever_is_delivered_first()
    {
        Assert.True(new StopSignals(Pod, true, clock).EndJob([Signal.Terminate, Signal.Continue]));
        StopSignals apart = new(Pod, true, clock);
        Assert.False(apart.EndJob([Signal.Continue]));
        clock.Passed += TimeSpan.FromSeconds(1);
        Assert.True(apart.EndJob([Signal.Terminate]));
    }

    [Fact]
    public void A_termination_alone_is_a_wish_and_so_is_one_long_after_a_suspended_job_went_on()
    {
        StopSignals signals = new(Pod, true, clock);
        Assert.False(signals.EndJob([Signal.Terminate]));
        Assert.False(signals.EndJob([Signal.Continue]));
        clock.Passed += TimeSpan.FromSeconds(3);
        Assert.False(signals.EndJob([Signal.Terminate]));
        Assert.True(signals.EndJob([Signal.Child, Signal.Terminate, Signal.Continue]));
    }

    [Fact]
    public void A_warning_is_no_end()
    {
        Assert.False(new StopSignals(Pod, true, clock).EndJob([Signal.Interrupt, Signal.Continue]));
        StopSignals asked = new(Pod with { WarnedByTerm = true }, true, clock);
        Assert.False(asked.EndJob([Signal.Terminate, Signal.Continue]));
        Assert.True(asked.EndJob([Signal.Terminate, Signal.Continue]));
    }

    [Fact]
    public void Outside_of_Slurm_the_two_mean_nothing_special() =>
        Assert.False(new StopSignals(Pod, false, clock).EndJob([Signal.Terminate, Signal.Continue]));

    [Theory]
    [InlineData(null, 25)]
    [InlineData(30, 25)]
    [InlineData(300, 295)]
    [InlineData(5, 2.5)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    public void The_containers_have_what_Slurm_leaves_less_the_time_to_write_how_they_ended(int? killWait, double seconds) =>
        Assert.Equal(seconds, new StopSignals(Pod with { KillWaitSeconds = killWait }, true, clock).Left.TotalSeconds);

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
