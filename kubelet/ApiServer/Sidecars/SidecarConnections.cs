using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interlink.ApiServer.Configuration;
using Interlink.Hosting;
using Interlink.Hosting.Listening;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Sidecars;

/// <summary>
/// The connections to a sidecar. When a certificate file changes, new connections use what is in it now; those that are open stay.
/// </summary>
internal sealed class SidecarConnections : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);
    private readonly WatchedFile<Clients> _clients;

    /// <exception cref="HostStartException">A certificate file cannot be used.</exception>
    public SidecarConnections(SidecarOptions sidecar, ILogger logger)
    {
        _clients = FileWatch.Of([.. sidecar.Tls.Files], () => Open(sidecar), logger);
    }

    /// <summary>Keeps connections open for the next question.</summary>
    public HttpMessageInvoker Kept => _clients.Current.Kept;

    /// <summary>Opens a connection for each question.</summary>
    public HttpMessageInvoker New => _clients.Current.New;

    public void Dispose()
    {
        Kept.Dispose();
        New.Dispose();
    }

    private static Clients Open(SidecarOptions sidecar)
    {
        try
        {
            return new Clients(
                new HttpMessageInvoker(Handler(sidecar, TimeSpan.FromMinutes(10))), new HttpMessageInvoker(Handler(sidecar, TimeSpan.Zero)));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HostStartException(
                $"The certificate files for the sidecar {sidecar.Address} ({string.Join(", ", sidecar.Tls.Files)}) cannot be used; all must " +
                $"be PEM: {e.Message}",
                e);
        }
    }

    private static SocketsHttpHandler Handler(SidecarOptions sidecar, TimeSpan lifetime)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = lifetime,
            // Less than the 130 s for which our sidecars keep one.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            // A log that nobody reads any more is not read to its end.
            MaxResponseDrainSize = 0,
            // The trace context is written with the other headers.
            ActivityHeadersPropagator = null,
        };
        handler.ConnectCallback = sidecar.Address.Socket is { } path
            ? (_, cancellationToken) => ConnectAsync(path, cancellationToken)
            : (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken);
        if (sidecar.Address.IsTls)
        {
            handler.SslOptions = Tls(sidecar.Tls);
        }

        return handler;
    }

    private static ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken) => ConnectAsync(
        new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), cancellationToken);

    private static ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        PeerWatch.Begin(socket);
        return ConnectAsync(socket, host, cancellationToken);
    }

    private static async ValueTask<Stream> ConnectAsync(Socket socket, EndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions Tls(SidecarTls files)
    {
        var options = new SslClientAuthenticationOptions();
        if (files.CACertFile is { } authorities)
        {
            options.CertificateChainPolicy = CertificateTrust.Only(authorities);
        }

        if (files is { CertFile: { } certificate, KeyFile: { } key })
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            chain.RemoveAt(0);
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(certificate, key), chain, offline: true);
        }

        return options;
    }

    private sealed record Clients(HttpMessageInvoker Kept, HttpMessageInvoker New);
}
