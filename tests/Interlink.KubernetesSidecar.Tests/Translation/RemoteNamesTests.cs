using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Translation;

public sealed class RemoteNamesTests
{
    private static readonly RemoteNames Names = new("far", new HashSet<string> { "home" });

    [Theory]
    [InlineData("shop", "far-shop")]
    [InlineData("home", "home")]
    public void A_namespace_has_the_prefix_unless_it_is_excluded(string local, string remote) => Assert.Equal(remote, Names.Namespace(local));

    [Fact]
    public void Without_a_prefix_a_namespace_keeps_its_name() => Assert.Equal("shop", new RemoteNames("", new HashSet<string>()).Namespace("shop"));

    [Fact]
    public void A_short_name_is_that_of_the_Python_plugin() => Assert.Equal($"web-{LocalPod.Uid}", RemoteNames.Object("web", LocalPod.Uid));

    [Fact]
    public void Long_names_of_two_pods_stay_apart()
    {
        var name = new string('n', 80);
        string[] made = [RemoteNames.Object(name, LocalPod.Uid), RemoteNames.Object(name, "b" + LocalPod.Uid[1..]), RemoteNames.Object(name + "x", LocalPod.Uid)];

        Assert.Equal(3, made.Distinct().Count());
        Assert.All(made, one => Assert.InRange(one.Length, 1, 63));
    }

    [Theory]
    [InlineData("Kube_Root")]
    [InlineData("a..b")]
    [InlineData("-a.-")]
    public void A_name_is_always_one_that_Kubernetes_takes(string name) =>
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RemoteNames.Object(name, "u"));
}
