using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Tests.Jobs;

public sealed class PollPaceTests
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);
    private readonly PollPace pace = new(Five, TimeSpan.FromSeconds(30));

    [Fact]
    public void News_keep_the_usual_interval_and_a_quiet_minute_stretches_it_to_the_idle_one()
    {
        for (var poll = 0; poll < 12; poll++)
        {
            Assert.Equal(Five, pace.Pause);
            pace.Answered(news: false);
        }

        List<double> pauses = [];
        for (var poll = 0; poll < 4; poll++)
        {
            pauses.Add(pace.Pause.TotalSeconds);
            pace.Answered(news: false);
        }

        Assert.Equal([10, 20, 30, 30], pauses);
        pace.Answered(news: true);
        Assert.Equal(Five, pace.Pause);
    }

    [Fact]
    public void A_creation_brings_the_usual_interval_back()
    {
        for (var poll = 0; poll < 30; poll++)
            pace.Answered(news: false);
        pace.Hurry();
        Assert.Equal(Five, pace.Pause);
    }

    [Fact]
    public void An_outage_is_asked_about_ever_more_seldom_and_its_end_is_at_once_as_before()
    {
        List<double> pauses = [];
        for (var failure = 0; failure < 4; failure++)
        {
            pace.Failed();
            pauses.Add(pace.Pause.TotalSeconds);
        }

        Assert.Equal([10, 20, 30, 30], pauses);
        Assert.True(pace.Failing);
        pace.Answered(news: false);
        Assert.Equal((Five, false), (pace.Pause, pace.Failing));
    }

    [Fact]
    public void An_interval_longer_than_the_idle_one_stays()
    {
        var slow = new PollPace(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(30));
        for (var poll = 0; poll < 5; poll++)
            slow.Answered(news: false);
        Assert.Equal(120, slow.Pause.TotalSeconds);
        slow.Failed();
        Assert.Equal(30, slow.Pause.TotalSeconds);
    }
}
