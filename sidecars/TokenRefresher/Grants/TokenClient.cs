using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Interlink.TokenRefresher.Grants;

/// <summary>Makes the HTTP client that speaks to the token endpoint.</summary>
internal static class TokenClient
{
    private const int LargestAnswer = 1024 * 1024;

    /// <param name="certificateBundle">PEM certificates to trust in place of the machine's; null for the machine's.</param>
    public static HttpClient Create(string? certificateBundle)
    {
        // A redirected request would take the secrets to wherever the answer says.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) };
        if (certificateBundle is not null)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.ImportFromPemFile(certificateBundle);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return new HttpClient(handler, disposeHandler: true)
        {
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
