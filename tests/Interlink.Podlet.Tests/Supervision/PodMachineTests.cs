using Interlink.Podlet.Supervision;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Supervision;

public class PodMachineTests
{
    [Fact]
    public void Restarts_wait_as_the_kubelets_do_and_a_good_run_starts_the_series_anew()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Always, "main"));
        List<double> waits = [];
        for (int run = 0; run < 9; run++)
        {
            pod.Started(0);
            TimeSpan ended = pod.Clock;
            pod.Exited(0, 1);
            while (pod.State.Containers[0].Stage == ContainerStage.BackOff)
                pod.Pass(TimeSpan.FromHours(1));
            waits.Add((pod.Clock - ended).TotalSeconds);
        }

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300, 300], waits);
        pod.Started(0);
        pod.Pass(TimeSpan.FromMinutes(10));
        pod.Exited(0, 0);
        Assert.Equal(ContainerStage.Starting, pod.State.Containers[0].Stage);
        Assert.Equal(10, pod.State.Containers[0].Starts - 1);
    }

    [Theory]
    [InlineData(RestartPolicy.Never, 1, false)]
    [InlineData(RestartPolicy.Never, 0, false)]
    [InlineData(RestartPolicy.OnFailure, 1, true)]
    [InlineData(RestartPolicy.OnFailure, 0, false)]
    [InlineData(RestartPolicy.Always, 1, true)]
    [InlineData(RestartPolicy.Always, 0, true)]
    public void The_restart_policy_decides_who_starts_again(RestartPolicy policy, int code, bool again)
    {
        SimulatedPod pod = new(PodOf(policy, "main", "other"));
        pod.Started(0);
        pod.Exited(0, code);
        Assert.Equal(again, pod.State.Containers[0].IsLive);
    }

    [Theory]
    [InlineData(RestartPolicy.OnFailure)]
    [InlineData(RestartPolicy.Always)]
    public void An_init_container_that_fails_is_tried_again_unless_the_policy_is_never(RestartPolicy policy)
    {
        SimulatedPod pod = new(PodOf(policy, "main").With(Plan.Sh("prepare", "")));
        pod.Started(0);
        pod.Exited(0, 1);
        Assert.True(pod.State.Containers[0].IsLive);
        pod.Started(0);
        pod.Exited(0, 0);
        Assert.Equal((ContainerStage.Ended, ContainerStage.Starting), (pod.State.Containers[0].Stage, pod.State.Containers[1].Stage));
    }

    [Fact]
    public void Sidecars_stop_one_after_another_in_reverse_order()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main").With(Sidecar("one"), Sidecar("two")));
        for (int container = 0; container < 3; container++)
            pod.Started(container);
        pod.Exited(2, 0);
        Assert.Equal([1], Terminated(pod));
        pod.Exited(1, 0);
        Assert.Equal([1, 0], Terminated(pod));
        pod.Exited(0, 143);
        Assert.Equal((PodStage.Finished, 0), (pod.State.Stage, pod.State.ExitCode));
    }

    [Fact]
    public void A_sidecar_that_is_slow_to_stop_leaves_the_one_before_it_the_last_seconds()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main").With(Sidecar("one"), Sidecar("two")));
        for (int container = 0; container < 3; container++)
            pod.Started(container);
        pod.Exited(2, 0);
        pod.Pass(TimeSpan.FromHours(1));
        Assert.Equal((TimeSpan.FromSeconds(18), 2), (pod.Clock, Terminated(pod).Count));
        pod.Pass(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromSeconds(20), pod.Clock);
        Assert.Equal([1, 0], pod.Actions.OfType<PodAction.Kill>().Select(kill => kill.Container));
    }

    [Fact]
    public void A_sidecar_that_ends_too_early_starts_again_and_does_not_fail_the_pod()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main").With(Sidecar("proxy")));
        pod.Started(0);
        pod.Exited(0, 1);
        Assert.True(pod.State.Containers[0].IsLive);
        pod.Started(1);
        pod.Exited(1, 0);
        pod.Exited(0, 143);
        Assert.Equal(0, pod.State.ExitCode);
        Assert.Equal(PodPhase.Succeeded, Report(pod).Phase);
    }

    [Fact]
    public void A_second_stop_does_not_shorten_the_grace_period()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main"));
        pod.Started(0);
        pod.Stop();
        pod.Pass(TimeSpan.FromSeconds(15));
        int actions = pod.Actions.Count;
        pod.Stop();
        Assert.Equal(actions, pod.Actions.Count);
    }

    [Fact]
    public void A_second_stop_that_leaves_less_time_shortens_the_grace_period_and_never_lengthens_it()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main").With(Sidecar("proxy")));
        pod.Started(0);
        pod.Started(1);
        pod.Stop();
        pod.Pass(TimeSpan.FromSeconds(5));
        pod.Stop(TimeSpan.FromSeconds(8));
        pod.Stop(TimeSpan.FromSeconds(100));
        pod.Pass(TimeSpan.FromHours(1));
        Assert.Equal((TimeSpan.FromSeconds(11), 2), (pod.Clock, Terminated(pod).Count));
        pod.Pass(TimeSpan.FromHours(1));
        Assert.Equal((TimeSpan.FromSeconds(13), 2), (pod.Clock, pod.Actions.OfType<PodAction.Kill>().Count()));
    }

    [Fact]
    public void A_first_stop_may_leave_less_than_the_grace_period()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main"));
        pod.Started(0);
        pod.Stop(TimeSpan.FromSeconds(3));
        pod.Pass(TimeSpan.FromSeconds(2.25));
        pod.Pass(TimeSpan.FromHours(1));
        Assert.Equal((TimeSpan.FromSeconds(3), 1), (pod.Clock, pod.Actions.OfType<PodAction.Kill>().Count()));
    }

    [Fact]
    public void A_pod_is_pending_until_a_container_runs()
    {
        SimulatedPod pod = new(PodOf(RestartPolicy.Never, "main").With(Plan.Sh("prepare", "")));
        Assert.Equal("PodInitializing", Report(pod).Containers[0].State.Waiting!.Reason);
        pod.Started(0);
        pod.Exited(0, 0);
        Assert.Equal((PodPhase.Pending, "ContainerCreating"), (Report(pod).Phase, Report(pod).Containers[0].State.Waiting!.Reason));
        pod.Started(1);
        Assert.Equal((PodPhase.Running, true), (Report(pod).Phase, Report(pod).Containers[0].Ready));
    }

    private static PodPlan PodOf(RestartPolicy policy, params string[] containers) =>
        Plan.Of([.. containers.Select(name => Plan.Sh(name, ""))]) with { RestartPolicy = policy };

    private static ContainerPlan Sidecar(string name) => Plan.Sh(name, "") with { Sidecar = true };

    private static List<int> Terminated(SimulatedPod pod) =>
        [.. pod.Actions.OfType<PodAction.Terminate>().Select(terminate => terminate.Container)];

    private static PodRunStatus Report(SimulatedPod pod) =>
        PodReport.Of(pod.State, new PodRunStatus { Uid = "u", Phase = PodPhase.Pending });
}
