using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Runtimes;

/// <summary>Probes and hooks inside real containers: what they look at is nowhere but in there.</summary>
public sealed class ContainerProbeTests : IDisposable
{
    // Neither the file nor the process is to be seen from outside.
    private const string Script = "trap 'cat /tmp/hooked; exit 0' TERM; echo > /tmp/alive-inside; echo ready; while :; do sleep 0.05; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ApptainerTheory]
    [InlineData("--containall", "--no-eval")]
    [InlineData("--contain", "--no-eval")]
    public void Apptainers_containers_are_joined(params string[] options)
    {
        RuntimePlan runtime = new() { Kind = ContainerRuntime.Singularity, Command = [Apptainer.Program!], Options = [.. options, "--writable-tmpfs"] };
        RunsThrough(Plan.Of(new ContainerPlan { Name = "main", Image = Apptainer.Image!, Command = ["sh", "-c", Script] }) with { Runtime = runtime });
    }

    [PodmanFact]
    public void Podmans_containers_are_joined() => RunsThrough(Podman.Plan(Podman.Sh("main", Script)));

    private void RunsThrough(PodPlan plan)
    {
        ContainerPlan container = plan.Containers[0] with
        {
            Probes = new ProbesPlan { Startup = Probe("test -e /tmp/alive-inside"), Liveness = Probe("test ! -e /tmp/dead"), Readiness = Probe("test -e /tmp/hooked") },
            Hooks = new HooksPlan { PostStart = Sh("echo started > /tmp/hooked"), PreStop = Sh("echo stopping >> /tmp/hooked") },
        };
        folder.Write(plan with { Containers = [container], RestartPolicy = RestartPolicy.OnFailure });
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready");
        podlet.Signal("TERM");
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal("ready\nstarted\nstopping\n", folder.Log("main"));
        Assert.Equal(0, folder.Container("main").RestartCount);
        podlet.AssertNothingIsLeft();
        Assert.False(File.Exists("/tmp/alive-inside"));
    }

    private static ProbePlan Probe(string script) => new() { Handler = Sh(script), PeriodSeconds = 1, TimeoutSeconds = 20 };

    private static HandlerPlan Sh(string script) => new() { Exec = ["/bin/sh", "-c", script] };
}
