using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Tests.Scheduling;

public sealed class SqueueAnswerTests
{
    [Fact]
    public void Each_line_is_a_job()
    {
        const string Output = """
            1|F|256|0|main|2026-11-21T02:56:54|tb1|NonZeroExitCode|
            4|PD|0|0|main|N/A||JobHeldUser|
            5|R|0|2|main|2026-11-21T02:56:54|tb[1-2]|None|

            """;

        var jobs = SqueueAnswer.Read(Output, cluster: null).ToDictionary(entry => entry.Job.Id, entry => entry.Report!);

        Assert.Equal(new JobReport(JobState.Failed)
        {
            ExitCode = 1,
            Partition = "main",
            Start = "2026-11-21T02:56:54",
            Nodes = "tb1",
            Reason = "NonZeroExitCode",
        }, jobs["1"]);
        Assert.Equal(new JobReport(JobState.Pending) { ExitCode = 0, Partition = "main", Reason = "JobHeldUser" },
            jobs["4"] with { Explanation = null });
        Assert.Contains("scontrol release", jobs["4"].Explanation, StringComparison.Ordinal);
        Assert.Equal((2, "tb[1-2]", null), (jobs["5"].Restarts, jobs["5"].Nodes, jobs["5"].Reason));
    }

    [Theory]
    [InlineData("PD", "PartitionTimeLimit", true)]
    [InlineData("CA", "PartitionTimeLimit", true)]
    [InlineData("F", "BadConstraints", true)]
    [InlineData("R", "PartitionTimeLimit", false)]
    [InlineData("PD", "Resources", false)]
    [InlineData("PD", "ReqNodeNotAvail, UnavailableNodes:n1", false)]
    [InlineData("PD", "Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions", false)]
    public void Reasons_that_time_cannot_cure_are_told_from_those_that_pass(string state, string reason, bool expected) =>
        Assert.Equal(expected, SqueueAnswer.Read($"7|{state}|0|0|main|N/A||{reason}|", null).Single().Report!.NeverStarts);

    [Fact]
    public void A_reason_may_hold_anything()
    {
        const string Output = "7|PD|0|0|main|N/A||Nodes required for job are DOWN, DRAINED or reserved | for others|\n";

        Assert.Equal("Nodes required for job are DOWN, DRAINED or reserved | for others", SqueueAnswer.Read(Output, null).Single().Report!.Reason);
    }

    [Fact]
    public void A_job_in_a_state_of_a_later_Slurm_is_there_without_news()
    {
        var (job, report) = SqueueAnswer.Read("9|XY|0|0|main|N/A||None|\n", null).Single();
        Assert.Equal((new JobId("9"), null), (job, report));
    }

    [Fact]
    public void Lines_that_are_no_jobs_are_left_out()
    {
        const string Output = "CLUSTER: other\nwelcome to this cluster\n8|CD|0|0|main|N/A|n1|None|\n";

        Assert.Equal([new JobId("8", "other")], SqueueAnswer.Read(Output, "other").Select(entry => entry.Job));
    }
}
