using Interlink.ApiServer.Sidecars;
using Microsoft.IdentityModel.Protocols;

namespace Interlink.ApiServer.Access;

/// <summary>Fetches what an issuer publishes, over TLS that is verified.</summary>
internal sealed class IssuerClient : IDocumentRetriever, IDisposable
{
    private const int MostBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http;

    public IssuerClient(string? authorityFile)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (authorityFile is not null)
        {
            handler.SslOptions.CertificateChainPolicy = CertificateTrust.Only(authorityFile);
        }

        _http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
    }

    /// <exception cref="HttpRequestException">There is no such document, or no issuer to be trusted at that address.</exception>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? await _http.GetStringAsync(new Uri(address), cancel).ConfigureAwait(false)
            : throw new HttpRequestException($"the issuer names {address}, which is no https address");

    public void Dispose() => _http.Dispose();
}
