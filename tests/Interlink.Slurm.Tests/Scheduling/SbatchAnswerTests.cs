using Interlink.Processes;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Tests.Scheduling;

public sealed class SbatchAnswerTests
{
    [Theory]
    [InlineData("25\n", "25")]
    [InlineData("25;other\n", "25;other")]
    [InlineData("Submitted batch job 26\n", "26")]
    [InlineData("Welcome to our cluster!\nYour budget: 12 h\n25\n", "25")]
    public void The_id_is_the_last_line_that_is_one(string output, string id) => Assert.Equal(id, SbatchAnswer.Read(Result(0, output, "")).ToString());

    [Fact]
    public void A_banner_on_standard_error_changes_nothing() =>
        Assert.Equal("25", SbatchAnswer.Read(Result(0, "25\n", "sbatch: error: maintenance on Friday")).ToString());

    [Fact]
    public void Success_without_an_id_is_in_doubt() =>
        Assert.Throws<SubmissionUncertainException>(() => SbatchAnswer.Read(Result(0, "", "")));

    [Theory]
    [InlineData(1, "sbatch: error: invalid partition specified: nosuch\nsbatch: error: Batch job submission failed: Invalid partition name specified")]
    [InlineData(255, "sbatch: unrecognized option '--nosuchoption'\nTry \"sbatch --help\" for more information")]
    [InlineData(1, "sbatch: error: Memory specification can not be satisfied")]
    [InlineData(1, "your project has no budget left")]
    public void A_refusal_is_told_in_its_own_words(int code, string error)
    {
        var refusal = Assert.Throws<SubmissionRefusedException>(() => SbatchAnswer.Read(Result(code, "", error)));

        Assert.Contains(error.Split('\n')[0], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)")]
    [InlineData(1, "sbatch: error: Batch job submission failed: Protocol authentication error")]
    [InlineData(1, "sbatch: error: resolve_ctls_from_dns_srv: res_nsearch error: Unknown host\nsbatch: fatal: Could not establish a configuration source")]
    [InlineData(127, "sh: sbatch: command not found")]
    public void What_never_reached_Slurm_may_be_tried_again(int code, string error) =>
        Assert.Throws<SchedulerUnavailableException>(() => SbatchAnswer.Read(Result(code, "", error)));

    [Theory]
    [InlineData(1, "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation")]
    [InlineData(255, "ssh: connect to host login01 port 22: Connection refused")]
    [InlineData(137, "")]
    public void What_may_have_reached_Slurm_is_in_doubt(int code, string error) =>
        Assert.Throws<SubmissionUncertainException>(() => SbatchAnswer.Read(Result(code, "", error)));

    private static CommandResult Result(int code, string output, string error) => CommandResults.Of(code, output, error);
}
