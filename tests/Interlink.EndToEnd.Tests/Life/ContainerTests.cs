using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

public class ContainerTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["PLAIN"] = "plain",
        ["EMPTY"] = "",
        ["QUOTES"] = "it's \"quoted\" \\ twice\\\\",
        ["LINES"] = "one\ntwo\n\nfour\ttab",
        ["DOLLAR"] = "$HOME ${HOME} $(id) $$ `id`",
        ["UNICODE"] = "žluťoučký кот 猫 🐈",
        ["SHELL"] = "; rm -rf x & | > < * ? [a] {b} ~ # !",
        ["BLANKS"] = "  leading and trailing  ",
        ["COMMAS"] = "a,b\\,c=d",
    };

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Every_value_of_a_variable_arrives_as_it_is(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", string.Join("; ", Values.Keys.Select(name => $"printf '%s\\nEND\\n' \"${name}\"")));
        // To Kubernetes a doubled dollar is a single one, and $( begins a reference.
        foreach (var (name, value) in Values)
            pod.Variable(name, value.Replace("$$", "$$$$", StringComparison.Ordinal).Replace("$(", "$$(", StringComparison.Ordinal));
        await scene.CreateAsync(pod);
        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Equal(string.Concat(Values.Values.Select(value => value + "\nEND\n")), await scene.LogAsync(pod));
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Command_and_arguments_arrive_word_by_word(JobScheduler scheduler, Containers containers)
    {
        string[] arguments = ["two words", "", "$HOME", "`id`", "it's", "\"", "line\nbreak", "ž", "--flag=a b", "$(UNKNOWN)", "*"];
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Container("main", ["/bin/sh", "-c", "printf '<%s>\\n' \"$@\"", "sh"], [.. arguments, "$(GREETING)"])
            .Variable("GREETING", "hello $HOME");
        await scene.CreateAsync(pod);
        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Equal(string.Concat(arguments.Append("hello $HOME").Select(word => $"<{word}>\n")), await scene.LogAsync(pod));
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_container_ended_by_a_signal_has_128_and_the_signal_as_exit_code(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod()
            // To Kubernetes a doubled dollar is a single one.
            .Shell("killed", "kill -9 $$$$")
            .Shell("terminated", "kill -15 $$$$")
            .Shell("three", "exit 3")
            .Container("missing", ["/no/such/program"]);
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal((137, 143, 3), (ended.ExitCode("killed"), ended.ExitCode("terminated"), ended.ExitCode("three")));
        Assert.NotEqual(0, ended.ExitCode("missing"));
        Assert.NotNull(ended.Reason("missing"));
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_failed_init_container_ends_the_pod_with_its_code(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().InitShell("prepare", "exit 7").InitShell("never", "echo no").Shell("main", "echo no");
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal((7, 7), (ended.ExitCode("prepare"), ended.ExitCode()));
        Assert.Contains("prepare", ended.Message());
        Assert.Equal("", await scene.LogAsync(pod));
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_container_that_fails_is_started_again_and_then_waits_longer_each_time(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var once = scene.Place("once");
        var recovers = new Pod("recovers").With("restartPolicy", "OnFailure")
            .Shell("main", $"[ -e {once} ] || {{ touch {once}; exit 4; }}");
        var fails = new Pod("fails").With("restartPolicy", "OnFailure").Shell("main", "exit 5");
        await scene.CreateAsync(recovers);
        await scene.CreateAsync(fails);

        var recovered = await scene.EndedAsync(recovers);
        Assert.Equal((0, 1), (recovered.ExitCode(), recovered.Restarts()));
        Assert.Equal(4, (int?)recovered.Container()["lastState"]?["terminated"]?["exitCode"]);

        var failing = await scene.UntilAsync(fails, "it waits to be started again", answer => answer.Reason() == "CrashLoopBackOff");
        Assert.Equal(("waiting", 1), (failing.State(), failing.Restarts()));
        Assert.Equal(5, (int?)failing.Container()["lastState"]?["terminated"]?["exitCode"]);
    }

    [FactNeeding(Needs.Slurm)]
    public async Task Shell_text_of_the_pre_exec_annotation_runs_before_the_pod_and_its_trap_after()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var order = scene.Place("order");
        var pod = new Pod()
            .Annotate("slurm-job.vk.io/pre-exec", $"""
                export FROM_PREFIX='a b'
                echo before >> {order}
                trap 'echo after >> {order}' EXIT
                """)
            .Shell("main", $"echo \"main $FROM_PREFIX\" >> {order}; exit 6");
        await scene.CreateAsync(pod);
        Assert.Equal(6, (await scene.EndedAsync(pod)).ExitCode());
        await Eventually.TrueAsync(
            "the trap has run", () => File.ReadAllText(order) == "before\nmain a b\nafter\n", () => File.ReadAllText(order), 5);
    }

    [FactNeeding]
    public async Task A_pod_gets_its_own_names_through_the_downward_api()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod("downward").Shell("main", "echo $NAME $UID_ $POD_NS $LABEL")
            .VariableFrom("NAME", new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.name" } })
            .VariableFrom("UID_", new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.uid" } })
            .VariableFrom("POD_NS", new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.namespace" } })
            .VariableFrom("LABEL", new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.labels['app']" } });
        pod.Metadata["labels"] = new JsonObject { ["app"] = "shop" };
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);
        Assert.Equal($"downward {pod.Uid} default shop\n", await scene.LogAsync(pod));
    }
}
