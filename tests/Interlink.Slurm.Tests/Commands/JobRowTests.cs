using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Commands;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Commands;

public sealed class JobRowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(119, "119s")]
    [InlineData(125, "2m5s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600 + 60, "3h1m")]
    [InlineData(30 * 3600, "30h")]
    [InlineData(50 * 3600, "2d")]
    public void Ages_read_as_kubectls(int seconds, string expected) => Assert.Equal(expected, JobRow.AgeOf(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_pods_row_says_what_it_does_and_why()
    {
        var job = Job();
        job.JobId = new JobId("12", "other");
        job.Report = new JobReport(JobState.Running) { Nodes = "n1", Partition = "main" };
        var row = JobRow.Of(job, Status(
            new ContainerState { Running = new RunningState(Now) },
            new ContainerState { Waiting = new WaitingState("CrashLoopBackOff") }), Now);
        Assert.Equal(
            ("default", "web", "1/2", "Running", "CrashLoopBackOff", "12;other", "Running", "n1", "61s"),
            (row.Namespace, row.Name, row.Ready, row.Phase, row.Reason, row.JobId, row.State, row.Node, row.Age));
    }

    [Theory]
    [InlineData(0, 0, "Succeeded", "")]
    [InlineData(0, 3, "Failed", "Error")]
    public void An_ended_pod_has_its_phase(int one, int two, string phase, string reason)
    {
        var row = JobRow.Of(Job(), Status(Ended(one), Ended(two)), Now);
        Assert.Equal((phase, reason), (row.Phase, row.Reason));
    }

    [Fact]
    public void A_pod_that_is_to_go_says_so_and_one_of_which_nothing_is_known_too()
    {
        var job = Job();
        Assert.Equal("Unknown", JobRow.Of(job, null, Now).Phase);
        job.DeletedAt = Now;
        Assert.Equal("Terminating", JobRow.Of(job, null, Now).Phase);
    }

    [Fact]
    public void A_table_lines_up_and_lets_nobody_write_to_the_terminal()
    {
        var table = new TextTable("A", "BB", "C");
        table.Add("long name", "x\u001b[31m", "z");
        using var output = new StringWriter();
        table.Write(output);
        Assert.Equal("A           BB       C\nlong name   x?[31m   z\n", output.ToString().ReplaceLineEndings("\n"));
    }

    private static PodJob Job() =>
        new(new JobFolder("/jobs/default-u1")) { Identity = ("default", "u1"), Outline = new PodOutline("web", [], [], new(1, null), 30), Since = Now.UtcDateTime.AddSeconds(-61) };

    private static ContainerState Ended(int code) =>
        new() { Terminated = new TerminatedState { ExitCode = code, Reason = code == 0 ? "Completed" : "Error" } };

    private static PodStatus Status(params ContainerState[] states) => new()
    {
        Name = "web",
        UID = "u1",
        Namespace = "default",
        Containers = [.. states.Select((state, i) => new ContainerStatus { Name = $"c{i}", State = state, Ready = state.Running is not null })],
    };
}
