using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Tests.Planning;

public class ProbePlanTests
{
    [Fact]
    public void What_a_probe_leaves_out_has_Kubernetes_defaults()
    {
        var probes = Planned("""{"livenessProbe":{"exec":{"command":["x","y z"]}}}""").Probes!;
        Assert.Equal(["x", "y z"], probes.Liveness!.Handler.Exec!);
        Assert.Equal((0, 10, 1, 1, 3), (
            probes.Liveness.InitialDelaySeconds,
            probes.Liveness.PeriodSeconds,
            probes.Liveness.TimeoutSeconds,
            probes.Liveness.SuccessThreshold,
            probes.Liveness.FailureThreshold));
        Assert.Null(probes.Readiness);
    }

    [Fact]
    public void A_named_port_becomes_its_number_and_a_path_its_URL()
    {
        var probe = Planned("""
            {"ports":[{"name":"web","containerPort":8080}],
             "readinessProbe":{"httpGet":{"path":"ready?x=1","port":"web","scheme":"HTTPS","httpHeaders":[{"name":"X-A","value":"b"}]}}}
            """).Probes!.Readiness!;
        Assert.Equal("https://127.0.0.1:8080/ready?x=1", probe.Handler.HttpGet!.Url);
        Assert.Equal(new HttpHeader("X-A", "b"), Assert.Single(probe.Handler.HttpGet.Headers));
    }

    [Theory]
    [InlineData("""{"tcpSocket":{"host":"::1","port":5}}""", "::1:5")]
    [InlineData("""{"grpc":{"port":9,"service":"s"}}""", "9/s")]
    public void Other_actions_are_planned(string handler, string expected)
    {
        var plan = Planned($$"""{"startupProbe":{{handler}}}""").Probes!.Startup!.Handler;
        Assert.Equal(expected, plan.TcpSocket is { } socket ? $"{socket.Host}:{socket.Port}" : $"{plan.Grpc!.Port}/{plan.Grpc.Service}");
    }

    [Fact]
    public void Hooks_and_the_stop_signal_are_planned()
    {
        var hooks = Planned("""
            {"lifecycle":{"stopSignal":"SIGUSR1","postStart":{"sleep":{"seconds":3}},"preStop":{"exec":{"command":["bye"]}}}}
            """).Hooks!;
        Assert.Equal((3L, "bye", 10), (hooks.PostStart!.SleepSeconds, hooks.PreStop!.Exec![0], hooks.StopSignal));
    }

    [Theory]
    [InlineData("""{"livenessProbe":{"exec":{"command":["x"]},"successThreshold":2}}""", "successThreshold")]
    [InlineData("""{"livenessProbe":{"exec":{"command":["x"]},"tcpSocket":{"port":1}}}""", "more than one action")]
    [InlineData("""{"livenessProbe":{"periodSeconds":1}}""", "does nothing")]
    [InlineData("""{"livenessProbe":{"exec":{}}}""", "without a command")]
    [InlineData("""{"livenessProbe":{"tcpSocket":{"port":"web"}}}""", "'web'")]
    [InlineData("""{"livenessProbe":{"tcpSocket":{"port":70000}}}""", "65535")]
    [InlineData("""{"livenessProbe":{"tcpSocket":{"port":1},"periodSeconds":-1}}""", "periodSeconds")]
    [InlineData("""{"readinessProbe":{"tcpSocket":{"port":1},"terminationGracePeriodSeconds":1}}""", "readinessProbe")]
    [InlineData("""{"readinessProbe":{"httpGet":{"port":1,"scheme":"FTP"}}}""", "HTTPS")]
    [InlineData("""{"readinessProbe":{"httpGet":{"port":1,"httpHeaders":[{"name":"A","value":"b\r\nC: d"}]}}}""", "header")]
    [InlineData("""{"lifecycle":{"preStop":{"tcpSocket":{"port":1}}}}""", "preStop")]
    [InlineData("""{"lifecycle":{"stopSignal":"TERM"}}""", "SIGUSR1")]
    public void What_Kubernetes_would_not_take_is_refused_with_its_place(string container, string named) =>
        Assert.Contains(named, Plans.Refusal(Plans.Pod(container)), StringComparison.Ordinal);

    [Fact]
    public void EnableProbes_false_runs_none_and_says_so()
    {
        var plan = Plans.Plan(Plans.Pod("""{"livenessProbe":{"tcpSocket":{"port":1}}}"""), Plans.Options with { EnableProbes = false });
        Assert.Null(Assert.Single(plan.Pod.Containers).Probes);
        Assert.Contains("EnableProbes", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    private static ContainerPlan Planned(string container) => Assert.Single(Plans.Plan(Plans.Pod(container)).Pod.Containers);
}
