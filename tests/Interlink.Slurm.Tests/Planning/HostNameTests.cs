using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>The names, hosts and domains that a pod asks for.</summary>
public class HostNameTests
{
    [Theory]
    [InlineData("{}", null, "p")]
    [InlineData("""{"hostname":"ship"}""", "ship", "ship")]
    [InlineData("""{"hostname":"ship","hostNetwork":true}""", null, "ship")]
    [InlineData("""{"subdomain":"fleet"}""", null, "p")]
    [InlineData("""{"subdomain":"fleet","setHostnameAsFQDN":true}""", "p.fleet.default.svc.cluster.local", "p.fleet.default.svc.cluster.local")]
    [InlineData("""{"setHostnameAsFQDN":true}""", null, "p")]
    [InlineData("""{"hostname":"ship","hostnameOverride":"own.example.org"}""", "own.example.org", "own.example.org")]
    public void A_pod_that_asks_for_no_name_keeps_the_nodes(string spec, string? name, string variable)
    {
        var plan = Plans.Plan(Plans.Pod(spec: spec));
        Assert.Equal((name, variable), (plan.Pod.HostName, plan.Container().Variable("HOSTNAME")));
        Assert.Equal(name is null ? [] : ["/etc/hosts"], plan.Container().Mounts.Select(mount => mount.Target));
    }

    [Fact]
    public void The_pods_address_is_the_one_it_was_made_reachable_at()
    {
        var plan = Plans.Plan(Plans.Pod(
            spec: """{"hostname":"ship","subdomain":"fleet"}""", metadata: """{"annotations":{"interlink.eu/pod-ip":"10.1.2.3"}}"""));
        Assert.Equal(["10.1.2.3\tship.fleet.default.svc.cluster.local\tship"], plan.Pod.Hosts);
    }

    [Fact]
    public void A_file_that_the_pod_mounts_itself_stays()
    {
        var plan = Plans.Plan(Plans.Pod(
            """{"volumeMounts":[{"name":"v","mountPath":"/etc/hosts"}]}""",
            """{"hostAliases":[{"ip":"10.0.0.1","hostnames":["a"]}],"volumes":[{"name":"v","hostPath":{"path":"/own"}}]}"""));
        Assert.Equal("/own", Assert.Single(plan.Container().Mounts).Source);
    }

    [Fact]
    public void The_nodes_domains_come_first_unless_the_pod_wants_none_of_them()
    {
        const string Config = """{"nameservers":["10.0.0.53"],"options":[{"name":"ndots","value":"2"}]}""";
        var added = Plans.Plan(Plans.Pod(spec: $$"""{"dnsConfig":{{Config}}}""")).Pod.Resolver!;
        Assert.True(added.FromNode);
        Assert.Equal(["10.0.0.53"], added.NameServers);
        Assert.Equal(["ndots:2"], added.Options);
        Assert.False(Plans.Plan(Plans.Pod(spec: $$"""{"dnsPolicy":"None","dnsConfig":{{Config}}}""")).Pod.Resolver!.FromNode);
        Assert.Null(Plans.Plan(Plans.Pod(spec: """{"dnsPolicy":"ClusterFirst"}""")).Pod.Resolver);
    }

    [Theory]
    [InlineData("""{"hostnameOverride":"UPPER"}""", "hostnameOverride")]
    [InlineData("""{"hostnameOverride":"a","hostNetwork":true}""", "hostnameOverride")]
    [InlineData("""{"hostname":"a","subdomain":"b\nc"}""", "hostname")]
    [InlineData("""{"subdomain":"a-very-long-name-for-a-subdomain-of-a-pod","setHostnameAsFQDN":true}""", "setHostnameAsFQDN")]
    [InlineData("""{"hostAliases":[{"ip":"10.0.0.1"}]}""", "hostAliases")]
    [InlineData("""{"hostAliases":[{"ip":"10.0.0.1\n10.0.0.2","hostnames":["a"]}]}""", "hostAliases")]
    [InlineData("""{"hostAliases":[{"ip":"10.0.0.1","hostnames":["a b"]}]}""", "hostAliases")]
    [InlineData("""{"dnsPolicy":"Sometimes"}""", "dnsPolicy")]
    [InlineData("""{"dnsPolicy":"None"}""", "dnsPolicy")]
    [InlineData("""{"dnsConfig":{"nameservers":["here"]}}""", "dnsConfig")]
    [InlineData("""{"dnsConfig":{"nameservers":["10.0.0.1","10.0.0.2","10.0.0.3","10.0.0.4"]}}""", "dnsConfig")]
    [InlineData("""{"dnsConfig":{"searches":["a\nnameserver 10.0.0.9"]}}""", "dnsConfig")]
    [InlineData("""{"dnsConfig":{"options":[{"value":"2 3"}]}}""", "dnsConfig")]
    public void What_is_no_name_is_refused(string spec, string named) =>
        Assert.Contains(named, Plans.Refusal(Plans.Pod(spec: spec)), StringComparison.Ordinal);

    [Fact]
    public void A_runtime_that_cannot_change_the_name_tells()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """{"hostname":"ship"}"""), Plans.Options with { Runtime = ContainerRuntime.Enroot, ImagePrefix = "docker://" });
        Assert.Null(plan.Pod.HostName);
        Assert.Contains("hostname", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }
}
