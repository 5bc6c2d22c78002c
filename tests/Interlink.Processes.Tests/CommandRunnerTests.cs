using System.Globalization;
using System.Text;

namespace Interlink.Processes.Tests;

public sealed class CommandRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CommandRunner _runner = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Output_error_and_exit_code_are_kept_apart()
    {
        CommandResult result = await Shell("echo out; echo err >&2; exit 7");
        Assert.Equal((7, "out\n", "err\n", false), (result.ExitCode, result.StandardOutput, result.StandardError, result.TimedOut));
        Assert.InRange(result.Duration, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_program_without_output_ends_with_empty_texts()
    {
        CommandResult result = await Run(new Command("true"));
        Assert.Equal((0, "", ""), (result.ExitCode, result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "'", "\"", "$HOME", "*", "a\nb", "żółć😀", "--", "-x"];
        CommandResult result = await Run(new Command("printf", ["%s|", .. arguments]));
        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), result.StandardOutput);
    }

    [Fact]
    public async Task A_signal_reads_as_128_and_its_number()
    {
        Assert.Equal(128 + 9, (await Shell("kill -9 $$")).ExitCode);
        Assert.Equal(128 + 15, (await Shell("kill -15 $$")).ExitCode);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(127)]
    [InlineData(1)]
    public async Task Every_exit_code_survives(int code) => Assert.Equal(code, (await Shell($"exit {code}")).ExitCode);

    [Fact]
    public async Task The_environment_is_this_process_own_with_the_changes()
    {
        Environment.SetEnvironmentVariable("INTERLINK_TEST_KEPT", "kept");
        Environment.SetEnvironmentVariable("INTERLINK_TEST_GONE", "gone");
        var command = new Command("env")
        {
            Environment = new Dictionary<string, string?>
            {
                ["INTERLINK_TEST_NEW"] = "a=b\nżółć ",
                ["INTERLINK_TEST_GONE"] = null,
                ["INTERLINK_TEST_EMPTY"] = "",
            },
        };
        string output = (await Run(command)).StandardOutput;
        Assert.Contains("INTERLINK_TEST_KEPT=kept\n", output);
        Assert.Contains("INTERLINK_TEST_NEW=a=b\nżółć \n", output);
        Assert.Contains("INTERLINK_TEST_EMPTY=\n", output);
        Assert.DoesNotContain("INTERLINK_TEST_GONE", output);
    }

    [Fact]
    public async Task A_program_starts_in_its_working_directory()
    {
        _folder.Script("here", "#!/bin/sh\npwd\n");
        CommandResult result = await Run(new Command("./here") { WorkingDirectory = _folder.Path });
        Assert.Equal(_folder.Path + "\n", result.StandardOutput);
    }

    [Fact]
    public async Task Without_input_a_program_reads_the_end_at_once() => Assert.Equal(0, (await Run(new Command("cat"))).ExitCode);

    [Fact]
    public async Task Empty_input_is_the_end_at_once()
    {
        CommandResult result = await Run(new Command("wc", "-c") { StandardInput = ReadOnlyMemory<byte>.Empty });
        Assert.Equal("0", result.StandardOutput.Trim());
    }

    [Fact]
    public async Task Input_larger_than_any_pipe_comes_back_whole()
    {
        byte[] input = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400_000).Select(number => $"{number}\n")));
        CommandResult result = await Run(new Command("cat") { StandardInput = input });
        Assert.Equal(Encoding.ASCII.GetString(input), result.StandardOutput);
    }

    [Fact]
    public async Task A_program_need_not_read_its_input()
    {
        CommandResult result = await Run(new Command("true") { StandardInput = new byte[4_000_000] });
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_read_as_replacement_characters()
    {
        CommandResult result = await Shell("printf 'a\\377\\376b\\000c'");
        Assert.Equal("a\uFFFD\uFFFDb\0c", result.StandardOutput);
    }

    [Fact]
    public async Task Signals_are_handled_as_a_shell_would_leave_them()
    {
        // .NET ignores SIGPIPE; a child that inherited this would write to broken pipes for ever.
        CommandResult result = await Run(new Command("grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"));
        foreach (string line in result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // The C library keeps 32 and 33 for itself.
            const ulong own = 3UL << 31;
            Assert.Equal(0UL, ulong.Parse(line[8..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & ~own);
        }
    }

    [Fact]
    public async Task A_program_inherits_no_descriptor_but_its_three()
    {
        await using FileStream open = File.OpenRead("/dev/null");
        CommandResult result = await Run(new Command("ls", "/proc/self/fd"));

        // The fourth is the folder that ls itself has opened.
        Assert.Equal(["0", "1", "2", "3"], result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_last_output_before_the_end_is_never_lost()
    {
        for (int i = 0; i < 100; i++)
        {
            CommandResult result = await Run(new Command("head", "-c", "60000", "/dev/zero"));
            Assert.Equal(60_000, result.StandardOutput.Length);
        }
    }

    [Fact]
    public async Task Many_commands_run_side_by_side()
    {
        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            Shell($"echo {number}; exit {number % 100}")));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}\n"), results.Select(result => result.StandardOutput));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => number % 100), results.Select(result => result.ExitCode));
    }

    [Fact]
    public async Task Commands_leave_neither_descriptors_nor_zombies()
    {
        await Shell("true");
        int before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        for (int i = 0; i < 50; i++)
        {
            await Run(new Command("cat") { StandardInput = new byte[100] });
            await Assert.ThrowsAsync<CommandStartException>(() => Run(new Command("/does/not/exist")));
        }

        Assert.InRange(Directory.GetFileSystemEntries("/proc/self/fd").Length, 0, before + 20);
        string children = (await Run(new Command("ps", "-o", "stat=", "--ppid", $"{Environment.ProcessId}"))).StandardOutput;
        Assert.DoesNotContain("Z", children);
    }

    [Fact]
    public async Task On_an_old_kernel_without_pidfd_it_works_too()
    {
        var runner = new CommandRunner { UsePidFd = false };
        CommandResult result = await runner.RunAsync(new Command("sh", "-c", "echo a; sleep 0.05; exit 3"), CancellationToken.None);
        Assert.Equal((3, "a\n"), (result.ExitCode, result.StandardOutput));
        CommandResult silent = await runner.RunAsync(
            new Command("sh", "-c", "exec >/dev/null 2>&1; sleep 0.05; exit 4"), CancellationToken.None);
        Assert.Equal(4, silent.ExitCode);
    }

    [Fact]
    public void A_command_reads_as_a_line_without_its_environment()
    {
        var command = new Command("sbatch", "--comment=two words", "/x/job.slurm")
        {
            Environment = new Dictionary<string, string?> { ["TOKEN"] = "secret" },
        };
        Assert.Equal("sbatch '--comment=two words' /x/job.slurm", command.ToString());
    }

    private Task<CommandResult> Shell(string script) => Run(new Command("/bin/sh", "-c", script));

    private Task<CommandResult> Run(Command command) => _runner.RunAsync(command, CancellationToken.None);
}
