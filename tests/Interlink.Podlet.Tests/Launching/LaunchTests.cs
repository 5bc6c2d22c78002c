using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Launching;

/// <summary>What a container finds when it starts.</summary>
public sealed class LaunchTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void No_signal_is_blocked_or_ignored()
    {
        // 32 and 33 belong to the C library, which lets nobody change them: what a parent ignored of them stays so.
        string log = Run(Plan.Sh("main", "grep -E 'SigBlk|SigIgn' /proc/self/status"));
        Assert.Contains("SigBlk:\t0000000000000000", log, StringComparison.Ordinal);
        ulong ignored = Convert.ToUInt64(log.Split("SigIgn:\t")[1].Trim(), 16);
        Assert.Equal(0UL, ignored & ~(3UL << 31));
    }

    [Fact]
    public void Only_the_three_usual_files_are_open()
    {
        // 3 is the folder that ls itself reads.
        string log = Run(Plan.Sh("main", "ls /proc/self/fd; readlink /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2"));
        Assert.Equal($"0\n1\n2\n3\n/dev/null\n{LogFile}\n{LogFile}\n", log);
    }

    [MountFact]
    public void A_full_file_system_is_waited_for()
    {
        string disk = folder.Of("disk");
        string script = $"""
            mkdir {disk}; mount -t tmpfs -o nr_inodes=1 none {disk}
            {PodletFile.Path} launch --parent $$ --log {disk}/log -- echo written 2>{folder.Of("said")} &
            until grep -q "trying again" {folder.Of("said")}; do sleep 0.05; done
            mount -o remount,nr_inodes=100 {disk}; wait $!; echo code $?; cat {disk}/log
            """;
        File.WriteAllText(folder.Of("script"), script);
        Assert.Equal("code 0\nwritten\n", Shell.Run($"timeout 50 unshare --mount sh {folder.Of("script")}"));
    }

    [Fact]
    public void Its_files_are_as_usual_and_those_of_podlet_are_private()
    {
        string log = Run(Plan.Sh("main", "umask"));
        Assert.Equal("0022\n", log);
        foreach (string file in Directory.GetFiles(folder.Path).Where(file => Path.GetFileName(file) != JobFolderFiles.Plan))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void It_leads_a_session_of_its_own()
    {
        string[] fields = Run(Plan.Sh("main", "cut -d' ' -f1,5,6 /proc/$$/stat")).Trim().Split(' ');
        Assert.Single(fields.Distinct());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two\nlines\n\nand a half")]
    [InlineData("'single' \"double\" `tick` $HOME $(id) \\ back\\n")]
    [InlineData("grüße 🚢 \t tab")]
    [InlineData("--log -- = ;|&<>*?[]{}!#~")]
    public void Values_and_arguments_arrive_as_they_are(string text)
    {
        ContainerPlan container = new()
        {
            Name = "main",
            Image = "none",
            Command = ["/bin/sh", "-c", "printf '%s' \"$VALUE\"; printf '\\001%s' \"$1\"", "sh"],
            Args = [text],
            Environment = [new EnvironmentVariable("VALUE", "first"), new EnvironmentVariable("VALUE", text)],
        };
        Assert.Equal(text + "\u0001" + text, Run(container));
    }

    [Fact]
    public void The_environment_is_that_of_podlet_and_the_containers_on_top()
    {
        string log = Run(
            Plan.Sh("main", "echo $KEPT $CHANGED $ADDED; env | grep -c ^CHANGED") with
            {
                Environment = [new EnvironmentVariable("CHANGED", "new"), new EnvironmentVariable("ADDED", "added")],
            },
            new Dictionary<string, string> { ["KEPT"] = "kept", ["CHANGED"] = "old" });
        Assert.Equal("kept new added\n1\n", log);
    }

    [Fact]
    public void The_program_is_looked_for_in_the_containers_own_path()
    {
        string program = folder.Of("only-here");
        File.WriteAllText(program, "#!/bin/sh\necho found\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        EnvironmentVariable path = new("PATH", folder.Path);
        string log = Run(Plan.Sh("main", "") with { Command = ["only-here"], Environment = [path] });
        Assert.Equal("found\n", log);
    }

    [Fact]
    public void It_starts_in_its_working_folder()
    {
        string log = Run(Plan.Sh("main", "pwd") with { WorkingDirectory = "/usr/lib" });
        Assert.Equal("/usr/lib\n", log);
    }

    [Fact]
    public void An_argument_the_kernel_finds_too_long_is_a_container_that_cannot_run()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true") with { Args = [new string('x', 200_000)] }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(128, podlet.WaitForExit());
        Assert.Equal("ContainerCannotRun", folder.Container("main").State.Terminated!.Reason);
    }

    [Fact]
    public void A_launch_whose_parent_is_gone_starts_nothing()
    {
        using PodletProcess podlet = new(["launch", "--parent", "1", "--log", folder.Of("log"), "--", "/bin/echo", "never"]);
        Assert.NotEqual(0, podlet.WaitForExit());
        Assert.False(folder.Has("log"));
    }

    private string LogFile => folder.Of(JobFolderFiles.Log("main", init: false));

    private string Run(ContainerPlan container, IReadOnlyDictionary<string, string>? environment = null)
    {
        folder.Write(Plan.Of(container));
        using PodletProcess podlet = folder.Run(environment);
        Assert.Equal(0, podlet.WaitForExit());
        return folder.Log(container.Name);
    }
}
