using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Sidecars;
using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.JobScripts;

/// <summary>
/// Has scripts made by a builder that a request names. What is sent holds the pod's secrets, so it goes only where the configuration says, TLS
/// is verified, and no redirect is followed.
/// </summary>
internal sealed partial class ScriptBuilder : IDisposable
{
    private const int LargestScript = 4 * 1024 * 1024;
    private readonly JobScriptOptions _options;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _http;

    /// <exception cref="HostStartException">The CA file cannot be used.</exception>
    public ScriptBuilder(JobScriptOptions options, TimeSpan patience, TimeProvider time, ILogger<ScriptBuilder> logger)
    {
        _options = options;
        _patience = patience / 2;
        _time = time;
        _logger = logger;
        _http = new HttpMessageInvoker(Handler(options.CACertFile));
    }

    /// <summary>The configuration for a builder.</summary>
    /// <param name="url">The builder's address.</param>
    /// <exception cref="PodRequestException">It may not be asked.</exception>
    public JsonObject Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new PodRequestException(PodRequestFailure.Refused, "The jobscriptURL of the request is no http:// or https:// address.");
        }

        if (!_options.Hosts.Contains(JobScriptHost.Of(uri)))
        {
            var entry = (uri.Scheme == "http" ? "http://" : "") + (uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}");
            throw new PodRequestException(
                PodRequestFailure.Refused,
                $"The jobscriptURL points to {uri.Scheme}://{uri.Authority}, which is not allowed to see pods and their secrets: add '{entry}' to " +
                "JobScriptHosts in the configuration of the API server.");
        }

        return _options.BuildConfig ?? throw new PodRequestException(
            PodRequestFailure.Refused,
            "The request has a jobscriptURL, but JobScriptBuildConfig is not in the configuration of the API server.");
    }

    /// <summary>The script.</summary>
    /// <param name="url">An address that was checked.</param>
    /// <param name="request">The pod and what it mounts.</param>
    /// <param name="caller">For whom it is made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PodRequestException">There is none.</exception>
    public async Task<string> BuildAsync(string url, ReadOnlyMemory<byte> request, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var uri = new Uri(url);
        var backOff = new BackOff(_patience, _time);
        while (true)
        {
            using var content = new QuestionContent(request);
            try
            {
                return await AskAsync(uri, content, caller, backOff.Left, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (content.Begun || !await backOff.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw new PodRequestException(
                        PodRequestFailure.Unavailable, $"The script builder {uri.Host} gave no script: {e.GetBaseException().Message}", e);
                }

                LogAgain(uri.Host, e.GetBaseException().Message);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> AskAsync(
        Uri uri, QuestionContent content, CallerHeaders caller, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
        request.Headers.TryAddWithoutValidation(SessionHeader.Name, caller.Session);
        using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var status = (int)response.StatusCode;
            throw new PodRequestException(
                status >= 500 ? PodRequestFailure.Unavailable : PodRequestFailure.Refused, $"The script builder {uri.Host} answered {status}{Hint(status)}.");
        }

        try
        {
            var script = await BoundedBody.ReadAsync(response, LargestScript, either.Token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(script.Span);
        }
        catch (InvalidDataException e)
        {
            throw new PodRequestException(PodRequestFailure.Refused, $"The script builder {uri.Host} gave no script that can be used: {e.Message}.", e);
        }
    }

    private static string Hint(int status) =>
        status is >= 300 and < 400 ? ", and redirects are not followed: name the address it points to" : "";

    private static SocketsHttpHandler Handler(string? authorities)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        try
        {
            if (authorities is not null)
            {
                handler.SslOptions.CertificateChainPolicy = CertificateTrust.Only(authorities);
            }

            return handler;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            handler.Dispose();
            throw new HostStartException($"JobScriptCACertFile '{authorities}' cannot be used: {e.Message}", e);
        }
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Warning, Message = "The script builder {Host} is asked again: {Reason}")]
    private partial void LogAgain(string host, string reason);
}
