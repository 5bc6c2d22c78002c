using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _ours;
    private readonly (string CertFile, string KeyFile) _server;

    public TlsTests()
    {
        _ours = new TestCertificates(_folder, "ours");
        _server = _ours.IssueServer("server");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_server_shows_its_certificate_and_speaks_both_versions(int version)
    {
        await using var host = await StartAsync(clientAuthority: null);
        using var client = ClientOf(host, certificate: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/livez")
        {
            Version = new Version(version, version == 1 ? 1 : 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(version, answer.Version.Major);
    }

    [Fact]
    public async Task A_client_certificate_of_the_CA_is_let_in()
    {
        await using var host = await StartAsync(_ours.AuthorityFile);
        using var client = ClientOf(host, _ours.IssueClient("friend"));

        Assert.Equal("ok", await client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task A_client_without_certificate_is_refused()
    {
        await using var host = await StartAsync(_ours.AuthorityFile);
        using var client = ClientOf(host, certificate: null);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task A_client_certificate_of_another_CA_is_refused()
    {
        await using var host = await StartAsync(_ours.AuthorityFile);
        using var client = ClientOf(host, new TestCertificates(_folder, "theirs").IssueClient("stranger"));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task A_server_certificate_is_no_client_certificate()
    {
        await using var host = await StartAsync(_ours.AuthorityFile);
        using var client = ClientOf(host, X509Certificate2.CreateFromPemFile(_server.CertFile, _server.KeyFile));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_the_next_connection()
    {
        await using var host = await StartAsync(clientAuthority: null);
        Assert.Equal("CN=server", await SubjectShownBy(host));

        var renewed = _ours.IssueServer("renewed");
        File.Move(renewed.CertFile, _server.CertFile, overwrite: true);
        File.Move(renewed.KeyFile, _server.KeyFile, overwrite: true);
        Assert.Equal("CN=renewed", await SubjectShownBy(host));
    }

    [Fact]
    public async Task A_renewal_that_went_wrong_leaves_the_old_certificate()
    {
        await using var host = await StartAsync(clientAuthority: null);
        File.WriteAllText(_server.CertFile, "not a certificate");

        Assert.Equal("CN=server", await SubjectShownBy(host));
        await Eventually.TrueAsync(() => host.Log.Text.Contains("what was read before stays", StringComparison.Ordinal), "the log says so");
    }

    [Fact]
    public async Task A_key_that_does_not_fit_is_told_at_the_start()
    {
        var other = _ours.IssueServer("other");
        var options = new HostOptions { Listen = new ListenOptions { Tls = new TlsOptions(_server.CertFile, other.KeyFile) } };
        var failure = await Assert.ThrowsAsync<HostStartException>(() => TestHost.StartAsync(options));

        Assert.Contains(other.KeyFile, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SubjectShownBy(TestHost host)
    {
        var subject = "";
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => (subject = certificate!.Subject).Length > 0;
        using var client = new HttpClient(handler) { BaseAddress = host.Address };
        await client.GetStringAsync("/livez");
        return subject;
    }

    private Task<TestHost> StartAsync(string? clientAuthority) => TestHost.StartAsync(new HostOptions
    {
        Listen = new ListenOptions { Tls = new TlsOptions(_server.CertFile, _server.KeyFile, clientAuthority) },
    });

    private HttpClient ClientOf(TestHost host, X509Certificate2? certificate)
    {
        var options = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck },
        };
        options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(_ours.AuthorityFile);
        if (certificate is not null)
        {
            options.ClientCertificates = [certificate];
        }

        return new HttpClient(new SocketsHttpHandler { SslOptions = options }) { BaseAddress = host.Address,
            Timeout = Eventually.Patience };
    }
}
