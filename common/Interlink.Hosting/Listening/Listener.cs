using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interlink.Hosting.Listening;

/// <summary>Makes Kestrel listen where the options say.</summary>
internal sealed partial class Listener(HostOptions options, ILogger<Listener> logger)
    : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>, IDisposable
{
    private UnixSocketFile? _socketFile;

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;

        // Go keeps idle connections for 90 s: the side that closes first should be the client.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        var listen = options.Listen;
        if (!string.IsNullOrEmpty(listen.UnixSocket))
        {
            if (listen.Tls is not null)
            {
                LogNoTlsOnSocket(listen.UnixSocket);
            }

            kestrel.ListenUnixSocket(listen.UnixSocket, static endpoint => endpoint.Protocols = HttpProtocols.Http1);
            return;
        }

        if (!ListenOptionsValidator.TryParseAddress(listen.Address, out var address))
        {
            throw new HostStartException($"'{listen.Address}' is no address to listen on.");
        }

        kestrel.Listen(address, listen.Port, ConfigureEndpoint);
    }

    public void Configure(SocketTransportOptions transport) => transport.CreateBoundListenSocket = Bind;

    public void Dispose() => _socketFile?.Remove();

    private void ConfigureEndpoint(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions endpoint)
    {
        if (options.Listen.Tls is not { } tls)
        {
            endpoint.Protocols = HttpProtocols.Http1;
            return;
        }

        var certificate = new ServerCertificate(tls, logger);
        endpoint.Protocols = HttpProtocols.Http1AndHttp2;
        endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(certificate.Current) });
    }

    private Socket Bind(EndPoint endpoint)
    {
        if (endpoint is UnixDomainSocketEndPoint && options.Listen.UnixSocket is { Length: > 0 } path)
        {
            _socketFile = UnixSocketFile.Listen(path);
            return _socketFile.Socket;
        }

        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint)
        {
            PeerWatch.Begin(socket);
        }

        return socket;
    }

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning,
        Message = "TLS does not apply to the unix socket '{Path}': its mode 0600 says who may connect")]
    private partial void LogNoTlsOnSocket(string path);
}
