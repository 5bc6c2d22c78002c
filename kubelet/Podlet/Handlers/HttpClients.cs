using System.Net;
using System.Net.Security;

namespace Interlink.Podlet.Handlers;

/// <summary>What sends the requests of probes and hooks. Made when the first one is needed: most pods have none.</summary>
internal static class HttpClients
{
    private static readonly Lazy<HttpMessageInvoker> Shared = new(() => new HttpMessageInvoker(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // A probe that a kept connection answered would say nothing about whether new ones are taken.
        PooledConnectionLifetime = TimeSpan.Zero,
#pragma warning disable CA5359 // As the kubelet: it asks whether the program lives, not who it is.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
#pragma warning restore CA5359
    }));

    public static Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Shared.Value.SendAsync(request, cancellationToken);
}
