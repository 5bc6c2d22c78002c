using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Runtimes;

/// <summary>The real apptainer, with the options the Go plugin gives by default.</summary>
public sealed class ApptainerTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ApptainerTheory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two\nlines\n\nand a half")]
    [InlineData("'single' \"double\" `tick` $HOME $(id) \\ back\\n \\$")]
    [InlineData("grüße 🚢 \t tab, comma; a=b")]
    public void Values_and_arguments_arrive_as_they_are(string text)
    {
        ContainerPlan container = Container("printf '%s' \"$VALUE\"; printf '\\001%s' \"$1\"") with
        {
            Args = ["sh", text],
            Environment = [new EnvironmentVariable("VALUE", text)],
        };
        foreach (string[] options in new string[][] { ["--containall", "--no-eval"], ["--containall"], [] })
        {
            using PodFolder own = new();
            Assert.Equal(0, Run(own, container, options));
            Assert.Equal(text + "\u0001" + text, own.Log("main"));
        }
    }

    [ApptainerFact]
    public void Last_words_are_written_at_the_path_the_pod_names()
    {
        string file = folder.Of("termination/main");
        ContainerPlan container = Container("echo bye > /tmp/words; exit 3") with
        {
            Mounts = [new MountPlan(file, "/tmp/words", ReadOnly: false)],
            TerminationMessage = new TerminationMessagePlan(file, FromLog: false),
        };
        Assert.Equal(3, Run(folder, container, "--containall"));
        Assert.Equal("bye\n", folder.Container("main").State.Terminated!.Message);
    }

    [ApptainerFact]
    public void A_name_that_is_none_in_a_shell_does_not_take_the_others_with_it()
    {
        // Not through a shell: that of the image would drop the odd name itself.
        ContainerPlan container = Container("") with
        {
            Command = ["env"],
            Environment = [new EnvironmentVariable("my.var", "dotted"), new EnvironmentVariable("GOOD", "good")],
        };
        Run(folder, container);
        Assert.Contains("\nGOOD=good\n", folder.Log("main"), StringComparison.Ordinal);
        Assert.Contains("\nmy.var=dotted\n", folder.Log("main"), StringComparison.Ordinal);
    }

    [ApptainerFact]
    public void Mounts_with_any_character_arrive_and_a_read_only_one_is()
    {
        string[] names = ["plain", "a b", "a:b", "a,b", "a\"b", "c:d,\"e\" f"];
        List<MountPlan> mounts = [];
        foreach (string name in names)
        {
            Directory.CreateDirectory(folder.Of(name));
            File.WriteAllText(folder.Of(name + "/file"), name + "\n");
            mounts.Add(new MountPlan(folder.Of(name), "/mnt/" + name.Replace(':', '_'), ReadOnly: name != "plain"));
        }

        ContainerPlan container = Container("""
            for folder in /mnt/*; do cat "$folder/file"; echo x 2>/dev/null >"$folder/new" && echo "writes $folder"; done; exit 0
            """) with
        {
            Mounts = mounts,
        };
        Assert.Equal(0, Run(folder, container, ["--containall"]));
        string log = folder.Log("main");
        Assert.All(names, name => Assert.Contains(name + "\n", log, StringComparison.Ordinal));
        Assert.Equal(1, log.Split("writes ").Length - 1);
        Assert.True(File.Exists(folder.Of("plain/new")));
    }

    [ApptainerFact]
    public void A_target_may_hold_a_colon()
    {
        Directory.CreateDirectory(folder.Of("source"));
        File.WriteAllText(folder.Of("source/file"), "here\n");
        MountPlan mount = new(folder.Of("source"), "/mnt/x:y,z", ReadOnly: true);
        ContainerPlan container = Container("cat '/mnt/x:y,z/file'") with { Mounts = [mount] };
        Assert.Equal(0, Run(folder, container, ["--containall"]));
        Assert.Equal("here\n", folder.Log("main"));
    }

    [ApptainerFact]
    public void The_working_folder_is_the_containers()
    {
        Assert.Equal(0, Run(folder, Container("pwd") with { WorkingDirectory = "/opt" }));
        Assert.Equal("/opt\n", folder.Log("main"));
    }

    [ApptainerFact]
    public void Without_a_command_the_image_runs_its_own()
    {
        Assert.Equal(0, Run(folder, new ContainerPlan { Name = "main", Image = Apptainer.Image! }));
        Assert.Equal("This is the test image.\n", folder.Log("main"));
    }

    [ApptainerTheory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("no-such-command", 127)]
    public void The_exit_code_is_the_containers(string script, int code)
    {
        Assert.Equal(code, Run(folder, Container(script)));
        Assert.Equal(code, folder.Container("main").State.Terminated!.ExitCode);
    }

    [ApptainerTheory]
    [InlineData("--containall")]
    [InlineData("--no-eval")]
    public void A_container_is_asked_to_stop_exactly_once(string option)
    {
        const string wait = "i=0; while [ $i -lt 15 ]; do sleep 0.1; i=$((i+1)); done";
        ContainerPlan container = Container($"n=0; trap 'n=$((n+1))' TERM; echo ready; {wait}; echo asked $n; exit 5");
        using PodletProcess podlet = Start(folder, container, [option]);
        folder.WaitForLog("main", "ready");
        podlet.Signal("TERM");
        Assert.Equal(5, podlet.WaitForExit());
        Assert.Contains("asked 1\n", folder.Log("main"), StringComparison.Ordinal);
    }

    [ApptainerTheory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void Nothing_is_left_of_a_stubborn_container(string signal)
    {
        // A number of its own: other tests sleep too.
        string sleep = "sleep " + Random.Shared.Next(100_000, 999_999);
        ContainerPlan container = Container($"trap '' TERM; setsid {sleep} & echo ready; while :; do sleep 0.1; done");
        using PodletProcess podlet = Start(folder, container, ["--containall"], grace: 1);
        folder.WaitForLog("main", "ready");
        int[] inside = [];
        Eventually.True(
            () =>
            {
                string found = Shell.Run($"pgrep -f '^{sleep}$'");
                inside = [.. found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
                return inside.Length > 0;
            },
            () => "the process in the container was not seen");
        podlet.Signal(signal);
        podlet.WaitForExit();
        podlet.AssertNothingIsLeft();
        Eventually.True(() => !inside.Any(id => Directory.Exists($"/proc/{id}")), () => "a process in the container is left");
    }

    [ApptainerFact]
    public void An_image_that_is_missing_fails_the_container_and_the_log_says_why()
    {
        Assert.Equal(255, Run(folder, Container("true") with { Image = "/nowhere/image.sif" }));
        Assert.Contains("/nowhere/image.sif", folder.Log("main"), StringComparison.Ordinal);
        Assert.Equal(PodPhase.Failed, folder.Status.Phase);
    }

    private static ContainerPlan Container(string script) =>
        new() { Name = "main", Image = Apptainer.Image!, Command = ["sh", "-c", script] };

    private static int Run(PodFolder folder, ContainerPlan container, params string[] options)
    {
        using PodletProcess podlet = Start(folder, container, options);
        return podlet.WaitForExit();
    }

    private static PodletProcess Start(PodFolder folder, ContainerPlan container, string[] options, int grace = 20)
    {
        RuntimePlan runtime = new() { Kind = ContainerRuntime.Singularity, Command = [Apptainer.Program!], Options = options };
        folder.Write(Plan.Of(container) with { Runtime = runtime, TerminationGracePeriodSeconds = grace });
        return folder.Run();
    }
}
