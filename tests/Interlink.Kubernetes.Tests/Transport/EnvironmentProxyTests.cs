using System.Net;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Tests.Transport;

public sealed class EnvironmentProxyTests
{
    [Fact]
    public void User_and_password_are_no_part_of_the_address_and_are_known_by_it()
    {
        EnvironmentProxy proxy = Proxy("http://me:p%40ss@proxy.example:3128");
        Uri? address = proxy.GetProxy(new Uri("https://kube.example/"));
        NetworkCredential? credential = proxy.Credentials!.GetCredential(address!, "Basic");

        Assert.Equal("http://proxy.example:3128/", address?.AbsoluteUri);
        Assert.Equal(("me", "p@ss"), (credential?.UserName, credential?.Password));
        Assert.Null(proxy.Credentials.GetCredential(new Uri("http://other.example:3128"), "Basic"));
    }

    [Theory]
    [InlineData("https://10.1.2.3:6443/", "10.0.0.0/8")]
    [InlineData("https://10.1.2.3:6443/", "10.1.2.3")]
    [InlineData("https://a.kube.example/", ".kube.example")]
    [InlineData("https://a.kube.example/", "kube.example")]
    [InlineData("https://kube.example:6443/", "kube.example:6443")]
    [InlineData("https://kube.example/", "*")]
    [InlineData("https://127.0.0.1:6443/", "")]
    public void What_is_excepted_is_reached_without(string server, string exceptions) =>
        Assert.Null(Proxy("proxy.example:3128", exceptions).GetProxy(new Uri(server)));

    [Theory]
    [InlineData("https://11.1.2.3:6443/", "10.0.0.0/8")]
    [InlineData("https://kube.example/", ".kube.example")]
    [InlineData("https://notkube.example/", "kube.example")]
    [InlineData("https://kube.example:6443/", "kube.example:443")]
    public void What_is_not_is_reached_through_it(string server, string exceptions) =>
        Assert.Equal("http://proxy.example:3128/", Proxy("proxy.example:3128", exceptions).GetProxy(new Uri(server))?.AbsoluteUri);

    private static EnvironmentProxy Proxy(string address, string exceptions = "") =>
        new(name => name switch { "https_proxy" => address, "NO_PROXY" => exceptions, _ => null });
}
