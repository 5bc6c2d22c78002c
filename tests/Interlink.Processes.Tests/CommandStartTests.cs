namespace Interlink.Processes.Tests;

public sealed class CommandStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_file_is_named() =>
        await Refused(new Command("/opt/none/sbatch"), "/opt/none/sbatch cannot be started: no such file.");

    [Fact]
    public async Task A_missing_name_is_looked_for_in_PATH() =>
        await Refused(new Command("interlink-no-such-program"), "interlink-no-such-program cannot be started: no such file in PATH.");

    [Fact]
    public async Task A_missing_working_directory_is_named() =>
        await Refused(new Command("true") { WorkingDirectory = "/none/such" },
            "true cannot be started: there is no folder /none/such to start it in.");

    [Fact]
    public async Task A_missing_interpreter_is_told_from_a_missing_script()
    {
        string script = _folder.Script("script", "#!/opt/none/interpreter\n");
        await Refused(new Command(script), script + " cannot be started: the interpreter or loader it names does not exist.");
    }

    [Fact]
    public async Task A_file_that_is_not_executable_is_named()
    {
        string file = _folder.File("plain");
        await File.WriteAllTextAsync(file, "#!/bin/sh\n");
        await Refused(new Command(file), file + " cannot be started: permission denied; it must be a file that may be executed.");
    }

    [Fact]
    public async Task A_folder_is_no_program() =>
        await Refused(new Command(_folder.Path), _folder.Path
            + " cannot be started: permission denied; it must be a file that may be executed.");

    [Fact]
    public async Task A_file_that_is_no_program_gets_no_shell()
    {
        string file = _folder.Script("text", "echo run by a shell\n");
        await Refused(new Command(file), file
            + " cannot be started: it is neither a program for this machine nor a script with a #! line.");
    }

    [Fact]
    public async Task Too_many_arguments_are_a_sentence() =>
        await Refused(
            new Command("true", Enumerable.Repeat(new string('x', 100_000), 200).ToList()),
            "true cannot be started: its arguments and environment are too long.");

    [Fact]
    public async Task NUL_in_an_argument_is_refused_without_showing_it() =>
        await Refused(new Command("true", "secret\0x"), "true cannot be started: an argument holds the character NUL.");

    [Fact]
    public async Task A_program_needs_a_name() => await Refused(new Command(""), "A program without a name cannot be started.");

    [Theory]
    [InlineData("A=B", "x")]
    [InlineData("", "x")]
    [InlineData("A", "x\0y")]
    public async Task A_variable_that_cannot_be_is_refused_without_its_value(string name, string value)
    {
        var command = new Command("true") { Environment = new Dictionary<string, string?> { [name] = value } };
        CommandStartException e = await Assert.ThrowsAsync<CommandStartException>(
            () => new CommandRunner().RunAsync(command, CancellationToken.None));
        Assert.Contains($"the variable \"{name}\"", e.Message);
    }

    private static async Task Refused(Command command, string sentence)
    {
        CommandStartException e = await Assert.ThrowsAsync<CommandStartException>(
            () => new CommandRunner().RunAsync(command, CancellationToken.None));
        Assert.Equal(sentence, e.Message);
    }
}
