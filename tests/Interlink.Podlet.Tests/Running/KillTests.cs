using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Running;

/// <summary>SIGKILL of podlet, which no program can answer: nothing of the pod may go on.</summary>
public sealed class KillTests : IDisposable
{
    private const string Busy = "setsid sleep 1000 & sleep 1000 & echo ready; while :; do sleep 0.1; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void While_init_containers_run()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true")).With(Plan.Bash("prepare", Busy)));
        KillOnce(() => folder.WaitForLog("prepare", "ready", init: true));
    }

    [Fact]
    public void While_containers_run()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Busy), Plan.Bash("other", Busy)));
        KillOnce(() =>
        {
            folder.WaitForLog("main", "ready");
            folder.WaitForLog("other", "ready");
        });
    }

    [Fact]
    public void While_containers_are_being_stopped()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "trap 'echo asked' TERM; " + Busy)));
        KillOnce(() => folder.WaitForLog("main", "ready"), podlet =>
        {
            podlet.Signal("TERM");
            folder.WaitForLog("main", "asked");
        });
    }

    [Fact]
    public void While_a_container_waits_for_its_restart()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "exit 1"), Plan.Bash("other", Busy)) with { RestartPolicy = RestartPolicy.Always });
        KillOnce(() =>
        {
            folder.WaitForStatus(status => status.Containers[0].State.Waiting?.Reason == "CrashLoopBackOff", "in back-off");
            folder.WaitForLog("other", "ready");
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_a_probe_or_a_hook_is_at_work(bool probe)
    {
        HandlerPlan slow = new() { Exec = ["/bin/bash", "-c", "touch asked; sleep 1000 & sleep 1000"] };
        ContainerPlan container = Plan.Bash("main", Busy) with
        {
            WorkingDirectory = folder.Path,
            Probes = probe ? new ProbesPlan { Startup = new ProbePlan { Handler = slow, TimeoutSeconds = 600 } } : null,
            Hooks = probe ? null : new HooksPlan { PostStart = slow },
        };
        folder.Write(Plan.Of(container));
        KillOnce(() => Eventually.True(() => folder.Has("asked"), () => "never asked"));
    }

    [Fact]
    public void At_any_moment_of_the_start()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Busy)).With(Plan.Bash("prepare", "setsid sleep 1000 & true")));
        for (int moment = 0; moment < 400; moment += 20)
        {
            File.Delete(folder.Of("status.json"));
            KillOnce(() => Thread.Sleep(moment));
        }
    }

    [Fact]
    public void While_the_prefix_has_not_begun_the_pod()
    {
        string sign = folder.Of("sign");
        folder.Write(Plan.Of(Plan.Sh("main", "true"))).WritePrefix($"sleep 1000 & touch {sign}; sleep 1000; PODLET_RUN");
        KillOnce(() => Eventually.True(() => File.Exists(sign), () => "the prefix did not begin"));
    }

    [Fact]
    public void While_the_pod_of_a_prefix_runs()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Busy))).WritePrefix("sleep 1000 & PODLET_RUN");
        KillOnce(() => folder.WaitForLog("main", "ready"));
    }

    [Fact]
    public void While_the_prefix_ends()
    {
        string sign = folder.Of("sign");
        folder.Write(Plan.Of(Plan.Sh("main", "true"))).WritePrefix($"PODLET_RUN; touch {sign}; sleep 1000");
        KillOnce(() => Eventually.True(() => File.Exists(sign), () => "the prefix did not go on"));
    }

    [Fact]
    public void Of_the_inner_podlet_is_seen_by_the_job()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Busy))).WritePrefix("PODLET_RUN; echo it gave $?; exit 3");
        using PodletProcess podlet = folder.Job();
        folder.WaitForLog("main", "ready");
        Shell.Run("kill -KILL " + folder.Text("podlet.pid"));
        Assert.Equal(3, podlet.WaitForExit());
        Assert.Contains("it gave 137", podlet.Output, StringComparison.Ordinal);
        Assert.Equal((137, "PodletLost"), (folder.Container("main").State.Terminated!.ExitCode, folder.Status.Reason));
        podlet.AssertNothingIsLeft();
    }

    private void KillOnce(Action ready, Action<PodletProcess>? then = null)
    {
        using PodletProcess podlet = folder.Job();
        ready();
        then?.Invoke(podlet);
        podlet.Signal("KILL");
        podlet.AssertNothingIsLeft();
    }
}
