using Interlink.SshTunnel.Configuration;

namespace Interlink.SshTunnel.Tests.Keys;

public sealed class SshAddressTests
{
    [Theory]
    [InlineData("login.example.org:2222", "login.example.org", 2222)]
    [InlineData("login", "login", 22)]
    [InlineData("[2001:db8::1]:22", "2001:db8::1", 22)]
    [InlineData("[::1]", "::1", 22)]
    [InlineData("192.0.2.7:65535", "192.0.2.7", 65535)]
    public void An_address_is_a_host_and_perhaps_a_port(string text, string host, int port) =>
        Assert.Equal(new SshAddress(host, port), SshAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(":22")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:22x")]
    [InlineData("[::1")]
    [InlineData("[::1]22")]
    [InlineData("::1")]
    [InlineData("a:b:22")]
    [InlineData("-oProxyCommand=x:22")]
    [InlineData("user@host:22")]
    [InlineData("$(x):22")]
    public void What_is_none_is_not_taken_for_one(string text) => Assert.Null(SshAddress.Parse(text));
}
