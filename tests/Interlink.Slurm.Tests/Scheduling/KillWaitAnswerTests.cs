using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Tests.Scheduling;

/// <summary>What <c>scontrol show config</c> prints (Slurm 22.05, 24.11, 26.05).</summary>
public class KillWaitAnswerTests
{
    [Fact]
    public void The_line_of_the_key_is_found_among_the_others() => Assert.Equal(
        TimeSpan.FromSeconds(120),
        KillWaitAnswer.Read("Configuration data as of 2026-01-01T00:00:00\nKillOnBadExit           = 0\nKillWait                = 120 sec\nLaunchParameters        = (null)\n"));

    [Theory]
    [InlineData("")]
    [InlineData("KillWait")]
    [InlineData("KillWait = (null)")]
    [InlineData("NoKillWait = 5 sec")]
    public void What_is_not_there_is_not_known(string output) => Assert.Null(KillWaitAnswer.Read(output));
}
