using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>Where the sidecar listens, in its configuration's words, and clients for it.</summary>
internal sealed class Door : IDisposable
{
    private const string Token = "a-token-of-the-tests";
    private readonly TemporaryFolder files = new();
    private readonly Transport transport;
    private readonly string socket;
    private readonly int port;
    private readonly X509Certificate2? certificate;

    public Door(Transport transport)
    {
        this.transport = transport;
        socket = Path.Combine(files.Path, "socket");
        port = transport == Transport.Unix ? 0 : FreePort.Find();
        var tls = "";
        if (transport == Transport.Tls)
        {
            var authority = new TestCertificates(files, "sidecar");
            var (certFile, keyFile) = authority.IssueServer("server");
            certificate = authority.IssueClient("client");
            tls = $"[tls]\ncert_file = {certFile}\nkey_file = {keyFile}\nca_cert_file = {authority.AuthorityFile}\n";
        }
        var address = transport switch { Transport.Unix => "unix://" + socket, Transport.Tcp => "http://127.0.0.1", _ => "https://127.0.0.1" };
        var token = transport == Transport.Unix ? "" : $"token_file = {files.Write("token", Token)}\n";
        Settings = $"[app]\nsocket_address = {address}\nsocket_port = {port}\n{token}{tls}";
        Client = ClientWith(withToken: true, withCertificate: true);
    }

    /// <summary>The sections <c>app</c> and <c>tls</c>.</summary>
    public string Settings { get; }

    /// <summary>Who has everything that is asked for.</summary>
    public HttpClient Client { get; }

    /// <summary>Who comes without something.</summary>
    public HttpClient ClientWith(bool withToken, bool withCertificate)
    {
        var handler = new SocketsHttpHandler();
        if (transport == Transport.Unix)
            handler.ConnectCallback = ConnectAsync;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.Issuer == "CN=sidecar";
        if (withCertificate && certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri(transport switch
            {
                Transport.Unix => "http://localhost",
                Transport.Tcp => $"http://127.0.0.1:{port}",
                _ => $"https://127.0.0.1:{port}",
            }),
            Timeout = Eventually.Patience,
        };
        if (withToken)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public void Dispose()
    {
        Client.Dispose();
        certificate?.Dispose();
        files.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return new NetworkStream(connection, ownsSocket: true);
    }
}
