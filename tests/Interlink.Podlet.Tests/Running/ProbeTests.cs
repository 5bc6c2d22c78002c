using System.Net;
using System.Net.Sockets;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

/// <summary>Probes of containers that are plain processes; what is probed is a file in the container's working folder, or a port.</summary>
public sealed class ProbeTests : IDisposable
{
    private const string Forever = "trap 'exit 0' TERM; echo ready; while :; do sleep 0.02; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_container_is_ready_exactly_while_its_readiness_probe_succeeds()
    {
        folder.Write(Plan.Of(Container(Forever) with { Probes = new ProbesPlan { Readiness = Exists("up") } }));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].State.Running is not null, "running");
        Assert.Equal((false, true), (Main.Ready, Main.Started));
        Touch("up");
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready");
        Remove("up");
        folder.WaitForStatus(status => !status.Containers[0].Ready, "not ready any more");
        Touch("up");
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready again");
        Assert.Equal(0, Main.RestartCount);
        Stop(podlet);
        Assert.Contains("the readiness probe failed: the command ended with exit code 1: nothing there", podlet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_startup_probe_gates_the_others_and_the_next_container()
    {
        ContainerPlan sidecar = Container(Forever) with
        {
            Name = "proxy",
            Sidecar = true,
            Probes = new ProbesPlan { Startup = Exists("up") with { FailureThreshold = 1000 }, Liveness = Exists("alive") with { FailureThreshold = 1 } },
        };
        folder.Write(Plan.Of(Container(Forever)).With(sidecar));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.SidecarContainers[0].State.Running is not null, "running");
        Assert.Equal((false, false), (folder.Container("proxy").Started, folder.Container("proxy").Ready));
        Assert.NotNull(Main.State.Waiting);
        Touch("alive");
        Touch("up");
        folder.WaitForStatus(status => status.Containers[0].State.Running is not null, "started after the sidecar");
        Assert.Equal((true, true, 0), (folder.Container("proxy").Started, folder.Container("proxy").Ready, folder.Container("proxy").RestartCount));
        Stop(podlet);
    }

    [Fact]
    public void A_container_whose_liveness_probe_fails_is_stopped_and_starts_again()
    {
        Touch("alive");
        string script = "touch alive; trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.02; done";
        folder.Write(Plan.Of(Container(script) with { Probes = new ProbesPlan { Liveness = Exists("alive") } }) with { RestartPolicy = RestartPolicy.OnFailure });
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        Remove("alive");
        // Code 0: under OnFailure it would be the end of a container that nobody stopped.
        folder.WaitForStatus(status => status.Containers[0] is { RestartCount: 1, State.Running: not null }, "running again");
        TerminatedState last = Main.LastState.Terminated!;
        Assert.Equal(0, last.ExitCode);
        Assert.Contains("liveness probe failed: the command ended with exit code 1: nothing there", last.Message!, StringComparison.Ordinal);
        folder.WaitForLog("main", "bye\nready\n");
        Stop(podlet);
    }

    [Fact]
    public void Without_restarts_a_failed_liveness_probe_ends_the_container_within_the_probes_own_grace_period()
    {
        ProbePlan probe = Exists("alive") with { FailureThreshold = 1, TerminationGracePeriodSeconds = 1 };
        string stubborn = "trap '' TERM; echo ready; while :; do sleep 0.02; done";
        folder.Write(Plan.Of(Container(stubborn) with { Probes = new ProbesPlan { Liveness = probe } }) with { TerminationGracePeriodSeconds = 3600 });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(137, podlet.WaitForExit());
        Assert.Equal(PodPhase.Failed, folder.Status.Phase);
        Assert.Contains("liveness probe failed", Main.State.Terminated!.Message!, StringComparison.Ordinal);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_command_that_does_not_end_in_time_has_failed_and_is_killed()
    {
        string sleep = "sleep " + Random.Shared.Next(100_000, 999_999);
        ProbePlan probe = new()
        {
            Handler = new HandlerPlan { Exec = ["/bin/sh", "-c", $"echo asleep; {sleep} & {sleep}"] }, PeriodSeconds = 1, TimeoutSeconds = 1, FailureThreshold = 1,
        };
        folder.Write(Plan.Of(Container(Forever) with { Probes = new ProbesPlan { Liveness = probe } }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Contains("did not end within 1 s: asleep", Main.State.Terminated!.Message!, StringComparison.Ordinal);
        podlet.AssertNothingIsLeft();
        Assert.Equal("0", Shell.Run($"pgrep -fc '^{sleep}$' || true").Trim());
    }

    [Fact]
    public void A_probe_joins_the_environment_and_folder_of_its_container()
    {
        ContainerPlan container = Container(Forever) with
        {
            Environment = [new EnvironmentVariable("WORD", "two words")],
            Probes = new ProbesPlan { Startup = Probe("sh", "-c", "test \"$WORD\" = 'two words' && test -e plan.json") },
        };
        folder.Write(Plan.Of(container));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].Started == true, "started");
        Stop(podlet);
    }

    [Fact]
    public void A_port_is_probed_where_the_pod_runs()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        HandlerPlan handler = new() { TcpSocket = new TcpSocketPlan("127.0.0.1", port) };
        folder.Write(Plan.Of(Container(Forever) with { Probes = new ProbesPlan { Readiness = Probe() with { Handler = handler } } }));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready");
        listener.Stop();
        folder.WaitForStatus(status => !status.Containers[0].Ready, "not ready any more");
        Stop(podlet);
        Assert.Contains($"no connection to port {port}", podlet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Probes_write_no_status_as_long_as_they_say_the_same()
    {
        Touch("up");
        folder.Write(Plan.Of(Container(Forever) with { Probes = new ProbesPlan { Readiness = Exists("up"), Liveness = Probe("sh", "-c", "echo >> asked") } }));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready");
        string asked = folder.Of("asked");
        Eventually.True(() => File.Exists(asked), () => "never asked");
        DateTime written = File.GetLastWriteTimeUtc(folder.Of("status.json"));
        Eventually.True(() => new FileInfo(asked).Length >= 3, () => "not asked three times");
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder.Of("status.json")));
        Stop(podlet);
    }

    private ContainerStatus Main => folder.Container("main");

    private ContainerPlan Container(string script) => Plan.Bash("main", script) with { WorkingDirectory = folder.Path };

    private static ProbePlan Probe(params string[] words) =>
        new() { Handler = new HandlerPlan { Exec = words }, PeriodSeconds = 1, TimeoutSeconds = 20, FailureThreshold = 2 };

    private static ProbePlan Exists(string file) => Probe("sh", "-c", $"test -e {file} || {{ echo nothing there; exit 1; }}");

    private void Touch(string file) => File.WriteAllText(folder.Of(file), "");

    private void Remove(string file) => File.Delete(folder.Of(file));

    private static void Stop(PodletProcess podlet)
    {
        podlet.Signal("TERM");
        Assert.Equal(0, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }
}
