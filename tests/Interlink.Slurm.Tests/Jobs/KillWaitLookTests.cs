using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Jobs;

public class KillWaitLookTests
{
    private readonly ScriptedScheduler scheduler = new() { KillWait = TimeSpan.FromSeconds(45) };

    [Fact]
    public async Task A_cluster_is_asked_once()
    {
        var look = new KillWaitLook(scheduler, TimeProvider.System);
        Assert.Equal(TimeSpan.FromSeconds(45), await look.FindAsync());
        Assert.Equal(TimeSpan.FromSeconds(45), await look.FindAsync());
        Assert.Equal(1, scheduler.KillWaitQuestions);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_not_asked_for_every_pod()
    {
        var look = new KillWaitLook(scheduler, TimeProvider.System);
        scheduler.Outage = new SchedulerUnavailableException("It is away.");
        Assert.Null(await look.FindAsync());
        Assert.Null(await look.FindAsync());
        Assert.Equal(1, scheduler.KillWaitQuestions);
    }
}
