using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Kubernetes.Transport;

/// <summary>Makes a WebSocket of a call, over the same connections and with the same credentials as every other call.</summary>
internal static class Upgrade
{
    /// <summary>The value that the protocol (RFC 6455) joins to the key.</summary>
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <exception cref="KubernetesException">The server does not want it, or speaks none of the protocols.</exception>
    public static async Task<WebSocket> OpenAsync(
        ApiTransport transport, ApiRequest request, IReadOnlyList<string> protocols, CancellationToken cancellationToken)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        HttpResponseMessage answer = await transport.OpenAsync(
            request with
            {
                IsStream = true,
                HeaderTimeout = transport.Options.CallTimeout,
                Headers =
                [
                    new("Connection", "Upgrade"),
                    new("Upgrade", "websocket"),
                    new("Sec-WebSocket-Version", "13"),
                    new("Sec-WebSocket-Key", key),
                    new("Sec-WebSocket-Protocol", string.Join(", ", protocols)),
                ],
            },
            cancellationToken).ConfigureAwait(false);
        try
        {
            string protocol = Check(transport, request, protocols, key, answer);
            Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
            {
                SubProtocol = protocol,
                KeepAliveInterval = TimeSpan.FromSeconds(20),
                KeepAliveTimeout = TimeSpan.FromSeconds(20),
            });
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static string Check(
        ApiTransport transport, ApiRequest request, IReadOnlyList<string> protocols, string key, HttpResponseMessage answer)
    {
        Uri server = transport.Access.Server;
        if (answer.StatusCode != HttpStatusCode.SwitchingProtocols
            || !answer.Headers.TryGetValues("Sec-WebSocket-Accept", out IEnumerable<string>? accepts) || accepts.First() != AcceptOf(key))
        {
            throw Failures.Unreachable(
                request, server, "does not change over to WebSocket; something between here and there may not pass it on.", sent: true);
        }

        string protocol = answer.Headers.TryGetValues("Sec-WebSocket-Protocol", out IEnumerable<string>? chosen) ? chosen.First() : "";
        return protocols.Contains(protocol) ? protocol : throw Failures.Unreachable(
            request, server, $"speaks none of the protocols {string.Join(", ", protocols)}.", sent: true);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol is defined so; it protects nothing.")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
}
