using Interlink.KubernetesSidecar.Configuration;

namespace Interlink.KubernetesSidecar.Tests.Configuration;

public sealed class SidecarOptionsLoaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kc").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_Python_plugins_file_is_understood()
    {
        var load = Load("""
            [app]
            name = plugin
            socket_address = http://0.0.0.0
            socket_port = 30400
            [log]
            level = WARNING
            rich_enabled = False
            [k8s]
            kubeconfig = {"apiVersion": "v1"}
            kubeconfig_path = /nowhere/kubeconfig.yaml
            [offloading]
            namespace_prefix = offloading
            namespace_prefix_exclusions = ["a",
              "b"]
            node_selector = {"pool": "batch"}
            """);

        Assert.Empty(load.Problems);
        Assert.Equal(("0.0.0.0", 30400), (load.Options!.Host.Listen.Address, load.Options.Host.Listen.Port));
        Assert.Equal("""{"apiVersion": "v1"}""", load.Options.KubeConfigText);
        Assert.Equal(("offloading-x", "b"), (load.Options.Names.Namespace("x"), load.Options.Names.Namespace("b")));
        Assert.Equal("batch", load.Options.NodeSelector!["pool"]);
        Assert.Contains(load.Warnings, warning => warning.StartsWith("ANYONE", StringComparison.Ordinal));
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        var load = Load("[offloading]\nnamespace_prefix = file\n", ("OFFLOADING_NAMESPACE_PREFIX", "env"), ("K8S_KUBECONFIG", "{}"));

        Assert.Equal("env-x", load.Options!.Names.Namespace("x"));
    }

    [Fact]
    public void A_TCP_tunnel_is_refused_and_the_mesh_named()
    {
        var load = Load("[k8s]\nkubeconfig = {}\n[tcp_tunnel]\nenabled = true\n");

        Assert.Contains("mesh", Assert.Single(load.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[offloading]\nnode_selector = [1]\n", "offloading.node_selector")]
    [InlineData("[app]\nsocket_port = many\n", "app.socket_port")]
    [InlineData("[offloading]\nnamespace_prefix = A_B\n", "offloading.namespace_prefix")]
    [InlineData("nonsense\n", "line 1")]
    public void What_is_wrong_is_told_with_its_place(string text, string place) =>
        Assert.Contains(Load(text, ("K8S_KUBECONFIG", "{}")).Problems, problem => problem.Contains(place, StringComparison.Ordinal));

    [Fact]
    public void What_may_be_secret_is_not_told() => Assert.DoesNotContain(
        Load("[k8s]\nkubeconfig = {}\nclient_configuration = {\"s3cr3t\n").Problems, problem => problem.Contains("s3cr3t", StringComparison.Ordinal));

    [Fact]
    public void Every_key_is_documented_and_every_documented_key_is_known()
    {
        var known = ConfigKeys.All.Select(key => $"{key.Section}.{key.Key}").ToHashSet(StringComparer.Ordinal);
        var documented = Documentation.Rows("## Configuration").SelectMany(row => Documentation.Words(row.Split('|')[1])).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(known.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.True(Load("[k8s]\nkubeconfig = {}\n").KnownKeys.SetEquals(known));
    }

    private SidecarOptionsLoad Load(string text, params (string Name, string Value)[] environment)
    {
        var file = Path.Combine(folder, "config.ini");
        File.WriteAllText(file, text);
        return SidecarOptionsLoader.Load(file, environment.ToDictionary(entry => entry.Name, entry => entry.Value));
    }
}
