using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;

namespace Interlink.Protocol.Tests;

public sealed class PlanJsonTests
{
    private const string Start = """{"version":1,"terminationGracePeriodSeconds":1,"namespace":"ns","name":"n","uid":"u",""";

    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void A_plan_is_read_back_as_it_was_written()
    {
        var plan = new PodPlan
        {
            Namespace = "ns",
            Name = "n",
            Uid = "u",
            RestartPolicy = RestartPolicy.OnFailure,
            TerminationGracePeriodSeconds = 7,
            ActiveDeadlineSeconds = 8,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Singularity, Command = ["singularity"], Options = ["--containall"] },
            InitContainers = [new ContainerPlan { Name = "i", Image = "x", Sidecar = true }],
            Containers =
            [
                new ContainerPlan
                {
                    Name = "c", Image = "docker://busybox", Command = ["sh", "-c"], Args = ["echo \"<&>\" ż😀\n"], WorkingDirectory = "/w",
                    Environment = [new EnvironmentVariable("A", "b=c\u0001\n")], Mounts = [new MountPlan("/s", "/t", true)],
                        RuntimeOptions = ["--nv"],
                },
            ],
        };
        byte[] json = PlanJson.Write(plan);
        PodPlan read = PlanJson.Read(json);
        Assert.Equal(json, PlanJson.Write(read));
        Assert.Equal(plan.Containers[0].Environment[0], read.Containers[0].Environment[0]);
        Assert.Equal(plan.Containers[0].Args, read.Containers[0].Args);
        string text = Encoding.UTF8.GetString(json);
        Assert.Contains("\n  \"restartPolicy\": \"OnFailure\"", text);
        Assert.Contains("\"kind\": \"Singularity\"", text);
        Assert.Contains("ż", text);
    }

    [Fact]
    public void A_plan_with_few_fields_has_the_defaults()
    {
        PodPlan plan = PlanJson.Read("""
            {"version":1,"terminationGracePeriodSeconds":5,"namespace":"ns","name":"n","uid":"u","runtime":{"kind":"Host"},
             "containers":[{"name":"c","image":"i","later":{"x":1}}],"unknown":[1]}
            """u8);
        Assert.Equal((1, RestartPolicy.Always, 5, "/bin/bash"),
            (plan.Version, plan.RestartPolicy, plan.TerminationGracePeriodSeconds, plan.Shell));
        Assert.Empty(plan.InitContainers);
        Assert.Empty(plan.Runtime.Command);
        ContainerPlan container = Assert.Single(plan.Containers);
        Assert.Empty(container.Command);
        Assert.Empty(container.Environment);
        Assert.Empty(container.Mounts);
        Assert.Empty(container.RuntimeOptions);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"namespace":"ns","name":"n","uid":"u","runtime":{"kind":"Host"},"containers":[]}""")]
    [InlineData("""{"terminationGracePeriodSeconds":1,"namespace":"ns","name":"n","uid":"u","runtime":{"kind":"Host"},"containers":[]}""")]
    [InlineData(Start + """ "runtime":{"kind":"Host"},"containers":null}""")]
    [InlineData(Start + """ "runtime":{"kind":"Rocket"},"containers":[]}""")]
    [InlineData(Start + """ "runtime":{"kind":"Host"},"containers":[{"name":""")]
    public void A_broken_plan_is_refused_with_a_sentence(string json) =>
        Assert.StartsWith("The pod plan is ", Assert.Throws<PodFormatException>(() => PlanJson.Read(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void A_run_status_is_read_back_with_its_milliseconds()
    {
        var status = new PodRunStatus
        {
            Uid = "u",
            JobId = "17",
            JobRestarts = 1,
            Host = "node1",
            Pid = 42,
            Phase = PodPhase.Failed,
            Reason = "DeadlineExceeded",
            StartedAt = Time,
            FinishedAt = Time.AddMilliseconds(1),
            ExitCode = 137,
            Containers = [new ContainerStatus { Name = "c",
                State = new() { Terminated = new() { ExitCode = 137, Signal = 9, StartedAt = Time } }, Started = true }],
            SidecarContainers = [new ContainerStatus { Name = "s", State = new() { Running = new(Time) }, Ready = true }],
        };
        byte[] json = RunStatusJson.Write(status);
        PodRunStatus read = RunStatusJson.Read(json);
        Assert.Equal(json, RunStatusJson.Write(read));
        Assert.Equal(status.Containers, read.Containers);
        Assert.Equal(status.SidecarContainers, read.SidecarContainers);
        Assert.Equal((Time, Time.AddMilliseconds(1), PodPhase.Failed), (read.StartedAt, read.FinishedAt, read.Phase));
        Assert.Equal("Failed", (string?)JsonNode.Parse(json)!["phase"]);
    }

    [Fact]
    public void A_run_status_with_few_fields_has_the_defaults()
    {
        PodRunStatus status = RunStatusJson.Read("""{"uid":"u","phase":"Running","containers":[{"name":"c"}],"later":1}"""u8);
        Assert.Empty(status.InitContainers);
        Assert.Equal(new ContainerStatus { Name = "c" }, Assert.Single(status.Containers));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"uid\":\"u\"")]
    [InlineData("{\"uid\":\"u\",\"phase\":\"Lost\"}")]
    public void A_broken_run_status_is_refused_with_a_sentence(string json) => Assert.StartsWith(
        "The pod's run status is ", Assert.Throws<PodFormatException>(() => RunStatusJson.Read(Encoding.UTF8.GetBytes(json))).Message);
}
