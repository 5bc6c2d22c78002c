namespace Interlink.Processes.Tests;

public sealed class ErrorLineTests
{
    [Theory]
    [InlineData("printf 'one\\n\\ntwo\\r\\nżółć' >&2", "one", "", "two", "żółć")]
    [InlineData("printf 'with an end\\n' >&2; echo out", "with an end")]
    [InlineData("true")]
    public async Task Standard_error_can_be_taken_line_by_line(string script, params string[] expected)
    {
        var lines = new List<string>();
        CommandResult result = await new CommandRunner().RunAsync(
            new Command("sh", "-c", script) { StandardErrorLine = lines.Add }, CancellationToken.None);
        Assert.Equal(expected, lines);
        Assert.Equal("", result.StandardError);
    }

    [Fact]
    public async Task A_line_comes_when_it_is_written_and_not_at_the_end()
    {
        var first = new TaskCompletionSource<string>();
        using var end = new CancellationTokenSource();
        Task<CommandResult> run = new CommandRunner().RunAsync(
            new Command("sh", "-c", "echo here >&2; sleep 300") { StandardErrorLine = line => first.TrySetResult(line) }, end.Token);
        Assert.Equal("here", await first.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_flood_is_bounded_by_the_length_of_a_line_alone()
    {
        long characters = 0;
        int longest = 0;
        var command = new Command("sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x >&2")
        {
            OutputLimitBytes = 100,
            StandardErrorLine = line => (characters, longest) = (characters + line.Length, Math.Max(longest, line.Length)),
        };
        Assert.Equal(0, (await new CommandRunner().RunAsync(command, CancellationToken.None)).ExitCode);
        Assert.Equal((1_000_000, 8192), (characters, longest));
    }
}
