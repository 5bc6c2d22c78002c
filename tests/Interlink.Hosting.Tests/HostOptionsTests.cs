using Interlink.Hosting.Listening;
using Interlink.Hosting.Telemetry;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class HostOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Loopback_needs_no_authentication(string address) =>
        Assert.Empty(Validate(new ListenOptions { Address = address, Port = 4000 }));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.1.2.3")]
    public void Any_other_address_does_or_must_be_allowed_explicitly(string address)
    {
        var open = new ListenOptions { Address = address, Port = 4000 };
        var file = _folder.Write("x", "content");

        var problem = Assert.Single(Validate(open));
        Assert.StartsWith($"Listening on {address} would let everyone who reaches it run pods: ", problem, StringComparison.Ordinal);
        Assert.Single(Validate(open with { Tls = new TlsOptions(file, file) }));
        Assert.Empty(Validate(open with { Tls = new TlsOptions(file, file, file) }));
        Assert.Empty(Validate(open with { TokenFile = file }));
        Assert.Empty(Validate(open with { AllowInsecure = true }));
        Assert.Empty(Validate(open with { UnixSocket = "/run/plugin.sock" }));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var options = new HostOptions
        {
            MaxRequestBytes = 0,
            DrainTimeout = TimeSpan.Zero,
            Telemetry = new TelemetryOptions { Enabled = true, Endpoint = "not an endpoint", ClientCertFile = "/none" },
            Listen = new ListenOptions
            {
                Address = "everywhere",
                Port = 70000,
                Tls = new TlsOptions("/no/cert", "", "/no/ca"),
                TokenFile = _folder.Write("token", " \n"),
            },
        };

        Assert.Equal(
            [
                "The port 70000 does not exist: ports are 1 to 65535.",
                "'everywhere' is no address to listen on: give an IP address or 'localhost'.",
                "The TLS certificate file '/no/cert' does not exist.",
                "The TLS key file is not named.",
                "The client CA file '/no/ca' does not exist.",
                $"The token file '{_folder["token"]}' is empty: write the token that callers must show into it.",
                "The trace collector 'not an endpoint' is no endpoint: give host:port or an http(s) URL (TELEMETRY_ENDPOINT).",
                "Traces need both a client certificate and its key, or neither (TELEMETRY_CLIENT_CRT_FILEPATH, " +
                "TELEMETRY_CLIENT_KEY_FILEPATH).",
                "The file '/none' (TELEMETRY_CLIENT_CRT_FILEPATH) does not exist.",
                "The largest request body is 0 bytes; it must be at least 1024.",
                "The time to drain must be longer than 0 seconds.",
            ],
            options.Validate());
        var refused = Assert.Throws<HostStartException>(() => InterlinkHost.CreateBuilder(TestHost.Program, options));
        Assert.Contains("ports are 1 to 65535", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(107, 0)]
    [InlineData(108, 1)]
    public void A_socket_path_has_the_length_the_system_allows(int length, int problems) =>
        Assert.Equal(problems, Validate(new ListenOptions { UnixSocket = "/run/" + new string('s', length - 5) }).Count);

    [Fact]
    public void A_socket_path_of_the_greatest_length_can_be_listened_on()
    {
        var name = new string('s', UnixSocketFile.MaxPathBytes - _folder.Path.Length - 1);
        Assert.Empty(Validate(new ListenOptions { UnixSocket = _folder[name] }));
        var file = UnixSocketFile.Listen(_folder[name]);
        file.Socket.Dispose();
        file.Remove();

        // A short name in a deep folder: the private folder beside it must fit as well.
        var deep = _folder[new string('d', UnixSocketFile.MaxPathBytes - _folder.Path.Length - 1 - UnixSocketFile.PrivateSuffixBytes)];
        Directory.CreateDirectory(deep);
        Assert.Empty(Validate(new ListenOptions { UnixSocket = deep + "/s" }));
        UnixSocketFile.Listen(deep + "/s").Socket.Dispose();
        Assert.Single(Validate(new ListenOptions { UnixSocket = deep + "d/s" }));
    }

    [Theory]
    [InlineData("plugin.sock", "The unix socket 'plugin.sock' needs an absolute path.")]
    [InlineData("/run/interlink/", "The unix socket '/run/interlink/' needs a file name at its end.")]
    public void A_socket_path_must_be_one(string path, string problem) =>
        Assert.Equal([problem], Validate(new ListenOptions { UnixSocket = path }));

    private static IReadOnlyList<string> Validate(ListenOptions listen) => new HostOptions { Listen = listen }.Validate();
}
