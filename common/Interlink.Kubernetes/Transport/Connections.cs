using System.Net;
using System.Net.Sockets;
using Interlink.Kubernetes.Access;

namespace Interlink.Kubernetes.Transport;

/// <summary>
/// The connections to one server as one caller. Calls share HTTP/2 connections; what goes on for long has HTTP/1.1 connections of its own, so
/// that a stuck stream holds up nothing else.
/// </summary>
internal sealed class Connections : IDisposable
{
    private readonly SocketsHttpHandler _forCalls;
    private readonly SocketsHttpHandler _forStreams;

    public Connections(AccessSnapshot access, ClientCertificate? certificate, KubernetesOptions options)
    {
        Access = access;
        Certificate = certificate;
        _forCalls = Handler(access, certificate, options);
        _forCalls.EnableMultipleHttp2Connections = true;
        _forCalls.KeepAlivePingDelay = TimeSpan.FromSeconds(20);
        _forCalls.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        _forStreams = Handler(access, certificate, options);
        Calls = new HttpMessageInvoker(_forCalls, disposeHandler: false);
        Streams = new HttpMessageInvoker(_forStreams, disposeHandler: false);
    }

    public AccessSnapshot Access { get; }

    public ClientCertificate? Certificate { get; }

    public HttpMessageInvoker Calls { get; }

    public HttpMessageInvoker Streams { get; }

    /// <summary>Idle connections are closed; those in use when they are done.</summary>
    public void Dispose()
    {
        Calls.Dispose();
        Streams.Dispose();
        _forCalls.Dispose();
        _forStreams.Dispose();
    }

    private static SocketsHttpHandler Handler(AccessSnapshot access, ClientCertificate? certificate, KubernetesOptions options) => new()
    {
        // A redirected request would take the credentials to wherever the answer says.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),

        // A load balancer's new members are found.
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        SslOptions = access.Trust.TlsOptions(certificate),
        Proxy = access.Proxy is { } proxy ? new FixedProxy(proxy) : new EnvironmentProxy(Environment.GetEnvironmentVariable),
        RequestHeaderEncodingSelector = (header, _) =>
            access.Impersonation.Any(one => one.Header.Equals(header, StringComparison.OrdinalIgnoreCase)) ? new HeaderLines(header) : null,
        ConnectCallback = ConnectAsync,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A peer that has gone without a word is found out within a minute, also while nothing is sent.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 20);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
