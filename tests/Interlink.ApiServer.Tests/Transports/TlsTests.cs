using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Interlink.ApiServer.Tests.Transports;

/// <summary>Mutual TLS on both sides, with a CA of the test's own.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _ours;
    private readonly int _port = FreePort.Find();

    public TlsTests() => _ours = new TestCertificates(_folder, "ours");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_sides_show_their_certificates()
    {
        await using var backend = await BackendAsync(_ours);
        using var server = await StartAsync(backend, Client("relay"));
        using var caller = Caller(_ours.IssueClient("caller"));
        Assert.Contains("\"cpu\":\"7\"", await (await caller.PostAsync("/pinglink", null)).Content.ReadAsStringAsync());
        using var stranger = Caller(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.PostAsync("/pinglink", null));
        Assert.Equal("CN=relay", backend.Calls.Single().Header("client"));
    }

    [Fact]
    public async Task A_sidecar_with_a_certificate_of_another_CA_gets_no_question()
    {
        await using var backend = await BackendAsync(new TestCertificates(_folder, "theirs"));
        using var server = await StartAsync(backend, Client("relay"));
        using var caller = Caller(_ours.IssueClient("caller"));
        using var answer = await caller.PostAsync("/create", new StringContent(TestPod.Create(TestPod.NewUid())));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("cannot be trusted", await answer.Content.ReadAsStringAsync());
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public async Task Without_a_certificate_of_its_own_it_is_turned_away_by_the_sidecar_and_says_so()
    {
        await using var backend = await BackendAsync(_ours);
        using var server = await StartAsync(backend, "");
        using var caller = Caller(_ours.IssueClient("caller"));
        using var answer = await caller.PostAsync("/pinglink", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public async Task A_renewed_client_certificate_is_shown_to_the_next_connection()
    {
        await using var backend = await BackendAsync(_ours);
        using var server = await StartAsync(backend, Client("relay"));
        using var caller = Caller(_ours.IssueClient("caller"));
        await caller.PostAsync("/pinglink", null);
        _ours.IssueClient("renewed");
        File.Move(_folder["ours-renewed.key"], _folder["ours-relay.key"], overwrite: true);
        File.Move(_folder["ours-renewed.crt"], _folder["ours-relay.crt"], overwrite: true);
        for (var shown = "CN=relay"; shown != "CN=renewed"; shown = backend.Calls.Last().Header("client")!)
        {
            // A create opens a connection of its own.
            using var answer = await caller.PostAsync("/create", new StringContent(TestPod.Create(TestPod.NewUid())));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("broken.pem")]
    [InlineData("nowhere.pem")]
    public async Task Files_that_cannot_be_used_are_told_at_the_start(string name)
    {
        _folder.Write("broken.pem", "no certificate");
        var config = _folder.Write("config.yaml", $"""
            InterlinkAddress: "unix://{_folder["api.sock"]}"
            SidecarURL: "https://localhost"
            SidecarPort: "1"
            SidecarTLS:
              CACertFile: "{_folder[name]}"
            """);
        using var server = new ApiServerProcess(["-interlinkconfigpath=" + config]);
        Assert.NotEqual(0, await server.EndAsync());
        Assert.Contains(_folder[name], server.Log);
        Assert.DoesNotContain("   at ", server.Log);
    }

    private static Task<Backend> BackendAsync(TestCertificates issuer)
    {
        var (certificate, key) = issuer.IssueServer("sidecar");
        return Backend.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
        {
            https.ServerCertificate = X509Certificate2.CreateFromPemFile(certificate, key);
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.AllowAnyClientCertificate();
        })));
    }

    private string Client(string name)
    {
        _ours.IssueClient(name);
        return $"""
              CertFile: "{_folder[$"ours-{name}.crt"]}"
              KeyFile: "{_folder[$"ours-{name}.key"]}"
            """;
    }

    private async Task<ApiServerProcess> StartAsync(Backend backend, string client)
    {
        var (certificate, key) = _ours.IssueServer("api");
        var config = _folder.Write("config.yaml", $"""
            InterlinkAddress: "https://127.0.0.1"
            InterlinkPort: "{_port}"
            SidecarURL: "https://localhost"
            SidecarPort: "{backend.Port}"
            PatienceSeconds: 2
            TLS:
              Enabled: true
              CertFile: "{certificate}"
              KeyFile: "{key}"
              CACertFile: "{_ours.AuthorityFile}"
            SidecarTLS:
              CACertFile: "{_ours.AuthorityFile}"
            {client}
            """);
        var server = new ApiServerProcess(["--interlinkconfigpath", config]);
        await server.StartedAsync();
        return server;
    }

    private HttpClient Caller(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = CertificateTrust.Only(_ours.AuthorityFile);
        if (certificate is not null)
        {
            // A key that only memory holds is not shown by every platform's TLS.
            handler.SslOptions.ClientCertificates = [X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null)];
        }

        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{_port}") };
    }
}
