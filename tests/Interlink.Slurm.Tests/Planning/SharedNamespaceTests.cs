using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>The options that a pod gets when it asks for processes or memory that are not its containers' own.</summary>
public class SharedNamespaceTests
{
    [Theory]
    [InlineData("{}", "--nv --containall", "--nv --containall")]
    [InlineData("""{"shareProcessNamespace":true}""", "--nv --containall", "--nv --contain --ipc --cleanenv")]
    [InlineData("""{"hostPID":true,"hostIPC":true}""", "-C", "--contain --cleanenv")]
    [InlineData("""{"hostIPC":true}""", "--containall", "--contain --pid --cleanenv")]
    [InlineData("""{"shareProcessNamespace":true}""", "--contain --pid -p -i", "--contain -i")]
    [InlineData("""{"hostIPC":true}""", "--ipc -i -p", "-p")]
    [InlineData(
        """{"hostPID":true}""", "--compat", "--contain --ipc --cleanenv --no-init --no-umask --no-eval --writable-tmpfs")]
    public void Options_that_keep_containers_apart_lose_what_the_pod_shares(string spec, string options, string expected)
    {
        var plan = Plans.Plan(Plans.Pod(spec: spec), Plans.Options with { RuntimeOptions = options.Split(' ') });
        Assert.Equal(expected.Split(' '), plan.Pod.Runtime.Options);
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("shareProcessNamespace")]
    [InlineData("hostPID")]
    [InlineData("hostIPC")]
    public void A_policy_for_what_a_pod_may_see_is_not_got_around_by_processes_outside_of_containers(string field)
    {
        var policy = PodPolicy.Open with { RuntimeOptions = new Dictionary<string, System.Text.RegularExpressions.Regex?>() };
        var options = Plans.Options with { RuntimeOptions = ["--containall"], Policy = policy };
        var plan = Plans.Plan(Plans.Pod(spec: $$"""{"{{field}}":true}"""), options);
        Assert.Equal(["--containall"], plan.Pod.Runtime.Options);
        Assert.Contains($"{field} has no effect", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_are_shared_with_the_pod_or_with_the_host() =>
        Assert.Contains("hostPID", Plans.Refusal(Plans.Pod(spec: """{"hostPID":true,"shareProcessNamespace":true}""")), StringComparison.Ordinal);

    [Fact]
    public void What_a_pod_shares_does_not_reach_a_container_of_podman()
    {
        var plan = Plans.Plan(
            Plans.Pod(spec: """{"hostPID":true}"""), Plans.Options with { Runtime = ContainerRuntime.Podman, RuntimeOptions = ["--init"] });
        Assert.Equal(["--init"], plan.Pod.Runtime.Options);
        Assert.Single(plan.Warnings);
    }
}
