using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Slurm;
using Interlink.Slurm.Tests.Planning;

namespace Interlink.Slurm.Tests.Scheduling;

public sealed class SlurmStatesTests
{
    [Theory]
    [InlineData("PD", nameof(JobState.Pending))]
    [InlineData("CF", nameof(JobState.Configuring))]
    [InlineData("F", nameof(JobState.Failed))]
    [InlineData("RQ", nameof(JobState.Requeued))]
    [InlineData("R", nameof(JobState.Running))]
    [InlineData("CG", nameof(JobState.Completing))]
    [InlineData("OOM", nameof(JobState.OutOfMemory))]
    [InlineData("CANCELLED by 1000", nameof(JobState.Cancelled))]
    [InlineData("NODE_FAIL", nameof(JobState.NodeFailed))]
    public void A_code_means_one_state(string code, string state) => Assert.Equal(Enum.Parse<JobState>(state), SlurmStates.Parse(code));

    [Fact]
    public void A_node_that_is_configured_is_not_a_job_that_failed() => Assert.False(new JobReport(SlurmStates.Parse("CF")!.Value).Ended);

    [Fact]
    public void The_documentation_shows_each_code_once()
    {
        var rows = File.ReadLines(GoldenTests.TestFile("..", "..", "docs", "operations.md"))
            .SkipWhile(line => line != "## States")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1])
            .TakeWhile(first => !first.Contains('_'))
            // What becomes of some of the pending ones is a row of its own.
            .Where(first => !first.Contains("never", StringComparison.Ordinal));
        var documented = rows.SelectMany(first => first.Split('`').Where((_, i) => i % 2 == 1)).ToList();
        Assert.Equal(SlurmStates.CompactCodes.Order(), documented.Where(code => code.Length <= 3).Order());
    }

    [Fact]
    public void A_code_nobody_knows_is_no_state() => Assert.Null(SlurmStates.Parse("XY"));
}
