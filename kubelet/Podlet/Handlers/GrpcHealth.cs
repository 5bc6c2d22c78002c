using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Handlers;

/// <summary>
/// <c>grpc.health.v1.Health/Check</c> over HTTP/2 without TLS. The two messages have one field each, so they are written and read here;
/// framing and trailers as in gRPC's "gRPC over HTTP2".
/// </summary>
internal static class GrpcHealth
{
    private const string Method = "grpc.health.v1.Health/Check";
    private const int PrefixBytes = 5;
    private const int MostBytes = 4096;
    private const byte ServiceField = 1 << 3 | 2;
    private const byte StatusField = 1 << 3;
    private static readonly string[] Statuses = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

    /// <summary>Null when the service is SERVING.</summary>
    public static async Task<string?> CheckAsync(GrpcPlan plan, CancellationToken cancellationToken)
    {
        string where = $"the gRPC health service at port {plan.Port}";
        try
        {
            using HttpRequestMessage request = Request(plan);
            using HttpResponseMessage answer = await HttpClients.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
                return $"{where} answered with the HTTP status {(int)answer.StatusCode}";
            byte[] body = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
            string code = Header(answer.TrailingHeaders) ?? Header(answer.Headers) ?? "";
            if (code != "0")
                return code == "12" ? $"{where} does not exist" : $"{where} answered with the gRPC status {(code.Length > 0 ? code : "unknown")}";
            int status = StatusOf(body);
            return status == 1 ? null : $"{where} says {(status < Statuses.Length ? Statuses[status] : status.ToString())}";
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return $"{where}: {failed.GetBaseException().Message.TrimEnd('.')}";
        }
    }

    private static HttpRequestMessage Request(GrpcPlan plan)
    {
        byte[] service = Encoding.UTF8.GetBytes(plan.Service);
        List<byte> message = [];
        if (service.Length > 0)
        {
            message.Add(ServiceField);
            for (int left = service.Length; ; left >>= 7)
            {
                message.Add((byte)(left < 0x80 ? left : left & 0x7f | 0x80));
                if (left < 0x80)
                    break;
            }

            message.AddRange(service);
        }

        byte[] body = [0, (byte)(message.Count >> 24), (byte)(message.Count >> 16), (byte)(message.Count >> 8), (byte)message.Count, .. message];
        HttpRequestMessage request = new(HttpMethod.Post, $"http://127.0.0.1:{plan.Port}/{Method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.34");
        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] body = new byte[MostBytes];
        int count = await stream.ReadAtLeastAsync(body, MostBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return body[..count];
    }

    private static string? Header(HttpResponseHeaders headers) =>
        headers.TryGetValues("grpc-status", out IEnumerable<string>? values) ? values.First() : null;

    // protobuf leaves out a field that has its default, 0.
    private static int StatusOf(ReadOnlySpan<byte> body) =>
        body.Length >= PrefixBytes + 2 && body[0] == 0 && body[PrefixBytes] == StatusField ? body[PrefixBytes + 1] : 0;
}
