using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Handlers;

/// <summary>GET as the kubelet does it for probes and hooks.</summary>
internal static class HttpRequests
{
    private const int MostRedirects = 10;

    /// <summary>Null when the status is one from 200 to 399; a redirect to the same host is followed, one to another counts as success.</summary>
    public static Task<string?> ProbeAsync(HttpGetPlan plan, CancellationToken cancellationToken) => GetAsync(plan, judged: true, cancellationToken);

    /// <summary>Null when there was an answer at all.</summary>
    public static Task<string?> HookAsync(HttpGetPlan plan, CancellationToken cancellationToken) => GetAsync(plan, judged: false, cancellationToken);

    private static async Task<string?> GetAsync(HttpGetPlan plan, bool judged, CancellationToken cancellationToken)
    {
        try
        {
            Uri target = new(plan.Url);
            for (int redirects = 0; ; redirects++)
            {
                using HttpRequestMessage request = Request(target, plan.Headers);
                using HttpResponseMessage answer = await HttpClients.SendAsync(request, cancellationToken).ConfigureAwait(false);
                int status = (int)answer.StatusCode;
                if (!judged || status is >= 200 and < 300)
                    return null;
                if (status is < 300 or >= 400)
                    return $"{plan.Url} answered {status}";
                if (answer.Headers.Location is not { } location)
                    return null;
                target = new Uri(target, location);
                if (target.Host != request.RequestUri!.Host)
                    return null;
                if (redirects == MostRedirects)
                    return $"{plan.Url} redirects for ever";
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or UriFormatException)
        {
            return $"{plan.Url}: {Innermost(failed)}";
        }
    }

    private static HttpRequestMessage Request(Uri target, IReadOnlyList<HttpHeader> headers)
    {
        HttpRequestMessage request = new(HttpMethod.Get, target);
        foreach (HttpHeader header in headers)
        {
            if (header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                request.Headers.Host = header.Value;
            else
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (!request.Headers.Contains("User-Agent"))
            request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.34");
        if (!request.Headers.Contains("Accept"))
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.ConnectionClose = true;
        return request;
    }

    private static string Innermost(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');
}
