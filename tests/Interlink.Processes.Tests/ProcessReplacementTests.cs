namespace Interlink.Processes.Tests;

public class ProcessReplacementTests
{
    [Theory]
    [InlineData("/opt/none/srun", "/opt/none/srun cannot be started: no such file.")]
    [InlineData("interlink-no-such-program", "interlink-no-such-program cannot be started: no such file in PATH.")]
    [InlineData("", "A program without a name cannot be started.")]
    public void A_program_that_cannot_be_started_is_named_and_this_one_goes_on(string program, string sentence) =>
        Assert.Equal(sentence, ProcessReplacement.Become(program, ["word"]).Message);

    [Fact]
    public void An_argument_that_no_program_can_get_is_refused() =>
        Assert.Contains("NUL", ProcessReplacement.Become("true", ["a\0b"]).Message, StringComparison.Ordinal);
}
