using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Tests.Planning;

public class TerminationMessageTests
{
    [Theory]
    [InlineData("Singularity", "", null)]
    [InlineData("Singularity", "/dev/termination-log", null)]
    [InlineData("Singularity", "/tmp/words", Plans.Folder + "/termination/main")]
    [InlineData("Podman", "", Plans.Folder + "/termination/main")]
    [InlineData("Host", "/tmp/words", null)]
    public void The_file_is_mounted_where_the_runtime_can(string runtime, string path, string? file)
    {
        var plan = Plans.Plan(
            Plans.Pod($$"""{"terminationMessagePath":"{{path}}"}"""),
            Plans.Options with { Runtime = Enum.Parse<ContainerRuntime>(runtime) }).Container();
        Assert.Equal(file, plan.TerminationMessage?.File);
        Assert.Equal(file is null ? [] : [new MountPlan(file, path.Length == 0 ? "/dev/termination-log" : path, false)], plan.Mounts);
    }

    [Fact]
    public void The_log_is_asked_for_where_the_pod_says_so()
    {
        var plan = Plans.Plan(Plans.Pod("""{"terminationMessagePolicy":"FallbackToLogsOnError"}""")).Container();
        Assert.Equal(new TerminationMessagePlan(null, FromLog: true), plan.TerminationMessage);
    }

    [Theory]
    [InlineData("""{"terminationMessagePath":"words"}""")]
    [InlineData("""{"terminationMessagePath":"/a/../b"}""")]
    [InlineData("""{"terminationMessagePolicy":"Always"}""")]
    public void What_makes_no_sense_is_refused(string container) => Plans.Refusal(Plans.Pod(container));
}
