using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Tests.Scheduling;

public sealed class SlurmExitCodeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("256", 1)]
    [InlineData("768", 3)]
    [InlineData("32512", 127)]
    [InlineData("15", 143)]
    [InlineData("9", 137)]
    public void A_raw_wait_status_is_decoded_as_a_shell_would(string text, int code) => Assert.Equal(code, SlurmExitCode.Parse(text));

    [Theory]
    [InlineData("0:0", 0)]
    [InlineData("3:0", 3)]
    [InlineData("0:15", 143)]
    [InlineData("9:0", 9)]
    public void Newer_Slurm_and_sacct_tell_code_and_signal_apart(string text, int code) => Assert.Equal(code, SlurmExitCode.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("-1")]
    [InlineData("1:")]
    public void What_is_no_exit_code_is_none(string text) => Assert.Null(SlurmExitCode.Parse(text));
}
