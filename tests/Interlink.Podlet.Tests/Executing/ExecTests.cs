using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Executing;

/// <summary>Programs started inside running containers.</summary>
public sealed class ExecTests : IDisposable
{
    private const string WaitForRelease = "echo ready; while [ ! -e release ]; do sleep 0.05; done; exit 3";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_program_on_the_machine_gets_the_containers_environment_and_folder()
    {
        ContainerPlan container = Plan.Sh("main", WaitForRelease) with
        {
            WorkingDirectory = folder.Path,
            Environment = [new EnvironmentVariable("WORD", "two words")],
        };
        using PodletProcess podlet = Run(Plan.Of(container));
        (int code, string output, _) = Exec("main", "--", "sh", "-c", "echo \"$WORD\"; pwd; exit 7");
        Assert.Equal(7, code);
        Assert.Equal($"two words\n{folder.Path}\n", output);
        Release(podlet);
    }

    [Fact]
    public void The_exit_code_says_how_the_program_ended()
    {
        using PodletProcess podlet = Run(Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path }));
        Assert.Equal(0, Exec("main", "--", "true").Code);
        Assert.Equal(128 + 9, Exec("main", "--", "sh", "-c", "kill -KILL $$").Code);
        Assert.Equal(127, Exec("main", "--", "no-such-program").Code);
        Assert.Equal(127, Exec("main", "--", "/no/such/program").Code);
        Assert.Equal(126, Exec("main", "--", "/etc/passwd").Code);
        Release(podlet);
    }

    [Fact]
    public void Standard_input_arrives_only_when_asked_for()
    {
        using PodletProcess podlet = Run(Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path }));
        Assert.Equal("said\n", Shell.Run($"echo said | '{PodletFile.Path}' exec '{folder.Path}' main -i -- cat"));
        Assert.Equal("", Shell.Run($"echo said | '{PodletFile.Path}' exec '{folder.Path}' main -- cat"));
        Release(podlet);
    }

    [Fact]
    public void A_terminal_of_the_size_of_ones_own_is_there_when_asked_for()
    {
        using PodletProcess podlet = Run(Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path }));
        Assert.Equal("no\n", Exec("main", "--", "sh", "-c", "test -t 0 && echo yes || echo no").Output);
        Assert.Equal("yes\r\n", Exec("main", "-t", "--", "sh", "-c", "test -t 0 && test -t 1 && echo yes || echo no").Output);
        File.WriteAllText(folder.Of("program"), "stty size; read line; echo got $line; exit 5");
        string own = $"stty rows 33 cols 77; exec '{PodletFile.Path}' exec '{folder.Path}' main -it -- sh program";
        string seen = Shell.Run($"echo typed | script -qec \"{own}\" /dev/null; echo code $?");
        Assert.Contains("33 77", seen, StringComparison.Ordinal);
        Assert.Contains("got typed", seen, StringComparison.Ordinal);
        Assert.Contains("code 5", seen, StringComparison.Ordinal);
        Release(podlet);
    }

    [Fact]
    public void A_signal_reaches_the_program()
    {
        using PodletProcess podlet = Run(Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path }));
        using PodletProcess exec = new(["exec", folder.Path, "main", "--", "sh", "-c", $"trap 'exit 9' TERM; touch '{folder.Of("in")}'; while :; do sleep 0.05; done"]);
        Eventually.True(() => folder.Has("in"), () => "the program never began");
        exec.Signal("TERM");
        Assert.Equal(9, exec.WaitForExit());
        Release(podlet);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public void The_program_ends_with_the_container_and_with_podlet_exec(string signal)
    {
        using PodletProcess podlet = Run(Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path }));
        using PodletProcess killed = Stay("first", "");
        using PodletProcess left = Stay("second", "trap '' TERM;");
        killed.Signal(signal);
        killed.WaitForExit();
        AssertGone("first");
        Release(podlet);
        Assert.Equal(128 + 9, left.WaitForExit());
        AssertGone("second");
    }

    [Fact]
    public void What_does_not_run_is_told_by_a_sentence()
    {
        PodPlan plan = Plan.Of(Plan.Sh("main", WaitForRelease) with { WorkingDirectory = folder.Path });
        folder.Write(plan);
        Assert.Contains("has not begun", Exec("main", "--", "true").Error, StringComparison.Ordinal);
        using PodletProcess podlet = Run(plan);
        Assert.Contains("has no container other, only main", Exec("other", "--", "true").Error, StringComparison.Ordinal);
        Release(podlet);
        (int code, _, string error) = Exec("main", "--", "true");
        Assert.Equal(126, code);
        Assert.Contains("has ended", error, StringComparison.Ordinal);
    }

    [ApptainerTheory]
    [InlineData("")]
    [InlineData("--containall")]
    [InlineData("--userns")]
    [InlineData("--userns --containall --no-init")]
    [InlineData("--userns --containall")]
    public void A_program_is_in_the_namespaces_root_and_environment_of_the_container(string options)
    {
        ContainerPlan container = new()
        {
            Name = "main",
            Image = Apptainer.Image!,
            Command = ["sh", "-c", "echo here >/tmp/seen-$$; " + WaitForRelease],
            WorkingDirectory = "/mnt/work",
            Environment = [new EnvironmentVariable("WORD", "two words")],
            Mounts = [new MountPlan(folder.Path, "/mnt/work", ReadOnly: false)],
        };
        RuntimePlan runtime = new()
        {
            Kind = ContainerRuntime.Singularity,
            Command = [Apptainer.Program!],
            Options = options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
        using PodletProcess podlet = Run(Plan.Of(container) with { Runtime = runtime });
        const string script = """
            echo "$WORD"; pwd; echo $APPTAINER_NAME
            test -e /mnt/work/plan.json && echo inside
            grep CapEff /proc/self/status; exit 7
            """;
        (int code, string output, string error) = Exec("main", "--", "sh", "-c", script);
        Assert.Equal("", error);
        Assert.Equal(7, code);
        Assert.Equal("two words\n/mnt/work\nbusybox\ninside\nCapEff:\t0000000000000000\n", output);
        Assert.Equal("yes\r\n", Exec("main", "-t", "--", "sh", "-c", "test -t 0 && echo yes").Output);
        Release(podlet);
    }

    [PodmanFact]
    public void Podman_starts_it_by_its_own_means()
    {
        using PodletProcess podlet = Run(Podman.Plan(Podman.Sh("main", "echo ready; while [ ! -e /release ]; do sleep 0.05; done; sleep 2; exit 3")));
        (int code, string output, string error) = Exec("main", "--", "sh", "-c", "hostname >/dev/null; echo inside; touch /release; exit 7");
        Assert.Equal("inside\n", output);
        Assert.Equal(7, code);
        Assert.Equal("", error);
        Assert.Equal(3, podlet.WaitForExit());
    }

    private PodletProcess Stay(string name, string first)
    {
        string script = $"{first} echo $$ >{name}.new; mv {name}.new {name}; while :; do sleep 0.05; done";
        PodletProcess exec = new(["exec", folder.Path, "main", "--", "sh", "-c", script]);
        Eventually.True(() => folder.Has(name), () => "the program never began");
        return exec;
    }

    private void AssertGone(string name) =>
        Eventually.True(() => !Directory.Exists("/proc/" + folder.Text(name).Trim()), () => "the program is left");

    private PodletProcess Run(PodPlan plan)
    {
        PodletProcess podlet = folder.Write(plan).Run();
        folder.WaitForLog("main", "ready");
        folder.WaitForStatus(status => status.Processes.ContainsKey("main"), "a process");
        return podlet;
    }

    private void Release(PodletProcess podlet)
    {
        File.WriteAllText(folder.Of("release"), "");
        Assert.Equal(3, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }

    private (int Code, string Output, string Error) Exec(params string[] words)
    {
        using PodletProcess exec = new(["exec", folder.Path, .. words]);
        return (exec.WaitForExit(), exec.Output, exec.Error);
    }
}
