using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Operations;

/// <summary><c>slurm-sidecar exec</c>: a program inside a running container.</summary>
[Trait("Slurm", "each version")]
public class ExecTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Its_output_exit_code_and_input_are_the_programs(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod("train").Shell("main", "echo ready; sleep 600").Variable("COLOUR", "blue").Shell("second", "echo ready; sleep 600");
        await scene.CreateAsync(pod);
        await ReadyAsync(scene, pod, "main", "second");
        // Nothing of it needs the sidecar.
        Assert.Equal(0, await scene.Sidecar.StopAsync());

        var seen = await ExecAsync(scene, "default/train", "--", "sh", "-c", "echo $COLOUR \"$1\"; echo bad >&2; exit 3", "sh", "a  'b' $c");
        Assert.Equal((3, "blue a  'b' $c\n"), (seen.ExitCode, seen.Output));
        Assert.Contains("bad\n", seen.Error, StringComparison.Ordinal);
        Assert.Contains("the container is main; -c names another one: second", seen.Error, StringComparison.Ordinal);

        var copied = await ExecWithInputAsync(scene, pod.Uid, "one\ntwo\n", "-i", "-c", "second", "--", "cat");
        Assert.Equal((0, "one\ntwo\n"), (copied.ExitCode, copied.Output));
        Assert.DoesNotContain("-c names", copied.Error, StringComparison.Ordinal);
        var unread = await ExecWithInputAsync(scene, "train", "one\n", "-c", "main", "--", "cat");
        Assert.Equal((0, ""), (unread.ExitCode, unread.Output));
        var lost = await ExecAsync(scene, "train", "-c", "main", "--", "/no/such/program");
        Assert.Equal(127, lost.ExitCode);
        await scene.Sidecar.StartAsync();
        await scene.DeleteAsync(pod);
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task With_a_terminal_the_program_has_one(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod("train").Shell("main", "echo ready; sleep 600");
        await scene.CreateAsync(pod);
        await ReadyAsync(scene, pod, "main");
        string command = $"{Machine.Sidecar} exec --SlurmConfigpath {scene.Place("SlurmConfig.yaml")} default/train -it -- sh -c 'stty size; test -t 0 && read line; echo got $line; exit 5'";

        // script gives the command a terminal of its own and types into it what it reads.
        var outcome = await Command.RunWithInputAsync(
            "script", ["-qec", $"stty rows 33 cols 101; {command}", "/dev/null"], "typed\n");

        Assert.Equal(5, outcome.ExitCode);
        Assert.Contains("33 101\r\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("got typed\r\n", outcome.Output, StringComparison.Ordinal);
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_pod_that_does_not_run_says_why(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var ended = new Pod("ended").Shell("main", "true");
        var half = new Pod("half").Shell("main", "true").Shell("second", "echo ready; sleep 600");
        await scene.CreateAsync(ended);
        await scene.CreateAsync(half);
        await scene.EndedAsync(ended);
        await scene.UntilAsync(half, "one of them runs", answer => answer.State() == "terminated" && answer.State("second") == "running");

        await RefusedAsync(scene, "The pod default/ended has ended.", "default/ended", "--", "id");
        await RefusedAsync(scene, "There is no pod default/none below ", "default/none", "--", "id");
        await RefusedAsync(scene, "The pod default/half does not run its container main now.", "default/half", "--", "id");
        await RefusedAsync(scene, "The pod default/half has no container third, only main, second.", "default/half", "-c", "third", "--", "id");
        if (scheduler == JobScheduler.Slurm)
        {
            var waiting = new Pod("waiting").Shell("main", "true").Annotate("slurm-job.vk.io/flags", "--hold");
            string job = await scene.CreateAsync(waiting);
            await RefusedAsync(scene, $"The pod default/waiting has not begun: its job is {job}.", "default/waiting", "--", "id");
        }
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task Where_srun_is_missing_the_key_is_named(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(SidecarSettings.On(scheduler, containers) with { Further = "SrunPath: /no/srun" });
        var pod = new Pod("train").Shell("main", "echo ready; sleep 600");
        await scene.CreateAsync(pod);
        await ReadyAsync(scene, pod, "main");
        await RefusedAsync(scene, "/no/srun cannot be started: no such file. SrunPath says where srun is.", "train", "--", "id");
    }

    private static async Task ReadyAsync(Scene scene, Pod pod, params string[] containers)
    {
        foreach (var container in containers)
            await Eventually.HoldsAsync($"{container} runs", () => scene.LogAsync(pod, container), log => log == "ready\n", log => log);
    }

    private static async Task RefusedAsync(Scene scene, string sentence, params string[] words)
    {
        var refused = await ExecAsync(scene, words[0], words[1..]);
        Assert.Equal((126, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("slurm-sidecar: " + sentence, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Trim().Split('\n'));
    }

    private static Task<CommandOutcome> ExecAsync(Scene scene, string pod, params string[] words) => ExecWithInputAsync(scene, pod, "", words);

    private static Task<CommandOutcome> ExecWithInputAsync(Scene scene, string pod, string input, params string[] words) =>
        Command.RunWithInputAsync(Machine.Sidecar, ["exec", "--SlurmConfigpath", scene.Place("SlurmConfig.yaml"), pod, .. words], input);
}
