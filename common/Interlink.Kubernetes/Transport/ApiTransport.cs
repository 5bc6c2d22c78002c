using System.Net;
using System.Net.Http.Headers;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Access.Credentials;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Transport;

/// <summary>
/// Sends calls: within the rate, with the credentials of the moment, again where that is safe, and with sentences for what fails.
/// </summary>
internal sealed partial class ApiTransport : IDisposable
{
    private const int LongestFailure = 64 * 1024;
    private readonly ClusterAccess _access;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TokenBucket _bucket;
    private readonly Lock _lock = new();
    private Connections? _connections;
    private bool _disposed;

    public ApiTransport(ClusterAccess access, KubernetesOptions options, ILogger logger, TimeProvider time)
    {
        _access = access;
        Options = options;
        _logger = logger;
        _time = time;
        _bucket = new TokenBucket(options.QueriesPerSecond, options.Burst, time);
    }

    public KubernetesOptions Options { get; }

    public ILogger Logger => _logger;

    public TimeProvider Time => _time;

    public ClusterAccess Access => _access;

    /// <summary>Sends a call and reads its whole answer; the time limit is for both.</summary>
    /// <exception cref="KubernetesException">It failed.</exception>
    public Task<T> AskAsync<T>(ApiRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RepeatAsync(request, token => AttemptAsync(request, read, token), cancellationToken);

    /// <summary>Sends a call and leaves the answer's body to be read for as long as it goes on.</summary>
    /// <exception cref="KubernetesException">It failed.</exception>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken) =>
        RepeatAsync(request, token => OpenOnceAsync(request, token), cancellationToken);

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _connections?.Dispose();
            _connections = null;
        }
    }

    private async Task<T> RepeatAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await _bucket.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await send(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException failure)
            {
                if (Retry.Pause(request, failure, attempt, Options, Random.Shared.NextDouble()) is not { } pause)
                {
                    throw;
                }

                LogAgain(failure.Message, (long)pause.TotalMilliseconds);
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Options.CallTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Uri server = _access.Server;
        try
        {
            using HttpResponseMessage answer = await SendAsync(request, linked.Token).ConfigureAwait(false);
            await using Stream body = await answer.Content.ReadAsStreamAsync(linked.Token).ConfigureAwait(false);
            return await read(body, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.Unreachable(request, server, $"did not answer within {Options.CallTimeout.TotalSeconds} s.", sent: true);
        }
        catch (Exception e) when (e is IOException or System.Text.Json.JsonException)
        {
            // An answer that breaks off, or whose rest is no JSON.
            throw Failures.Unreachable(request, server, "did not finish its answer: " + e.Message, sent: true, e);
        }
    }

    private async Task<HttpResponseMessage> OpenOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.HeaderTimeout ?? Timeout.InfiniteTimeSpan, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Uri server = _access.Server;
        try
        {
            return await SendAsync(request, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.Unreachable(
                request, server, $"did not answer within {request.HeaderTimeout?.TotalSeconds} s.", sent: true);
        }
    }

    /// <summary>Once more with new credentials when the server does not accept those there were.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (bool last = false; ; last = true)
        {
            AccessSnapshot access = _access.Current;
            Identity identity = await access.Credential.GetAsync(cancellationToken).ConfigureAwait(false);
            Connections connections = ConnectionsFor(access, identity);
            HttpResponseMessage answer;
            using (HttpRequestMessage message = MessageFor(request, access, identity))
            {
                try
                {
                    HttpMessageInvoker invoker = request.IsStream ? connections.Streams : connections.Calls;
                    answer = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    throw Failures.Unreachable(request, access.Server, e);
                }
                catch (ObjectDisposedException e) when (!_disposed)
                {
                    // The certificates changed between the look and the call; nothing was sent.
                    throw Failures.Unreachable(request, access.Server, "was being connected to anew.", sent: false, e);
                }
            }

            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                return answer;
            }

            using (answer)
            {
                if (answer.StatusCode == HttpStatusCode.Unauthorized && access.Credential.Refused(identity) && !last)
                {
                    continue;
                }

                byte[] body = await BodyOfFailureAsync(answer, cancellationToken).ConfigureAwait(false);
                throw Failures.Of(request, access.Server, answer, body, _time.GetUtcNow());
            }
        }
    }

    private Connections ConnectionsFor(AccessSnapshot access, Identity identity)
    {
        ClientCertificate? certificate = identity.Certificate ?? access.Certificate;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connections is { } current && ReferenceEquals(current.Access, access) && ReferenceEquals(current.Certificate, certificate))
            {
                return current;
            }

            // Calls on their way end on the old connections.
            _connections?.Dispose();
            return _connections = new Connections(access, certificate, Options);
        }
    }

    private HttpRequestMessage MessageFor(ApiRequest request, AccessSnapshot access, Identity identity)
    {
        bool http2 = !request.IsStream && access.Server.Scheme == "https" && access.Impersonation.All(header => header.Values.Count == 1);
        var message = new HttpRequestMessage(request.Method, new Uri(access.Server, request.Path))
        {
            Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = http2 ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact,
        };
        HttpRequestHeaders headers = message.Headers;
        headers.TryAddWithoutValidation("Accept", request.Accept);
        headers.TryAddWithoutValidation("User-Agent", Options.UserAgent);
        if (access.Trust.ServerName is { } name)
        {
            // This is also the name that TLS asks for and checks.
            headers.Host = name;
        }

        if (identity.Authorization is { } authorization)
        {
            headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (Impersonation impersonation in access.Impersonation)
        {
            headers.TryAddWithoutValidation(impersonation.Header, HeaderLines.Join(impersonation.Values));
        }

        foreach ((string header, string value) in request.Headers)
        {
            headers.TryAddWithoutValidation(header, value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    private static async Task<byte[]> BodyOfFailureAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestFailure];
        int length = 0;
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status alone has to do.
        }

        return buffer[..length];
    }

    [LoggerMessage(EventId = 1510, Level = LogLevel.Debug, Message = "{Failure} (tried again in {Milliseconds} ms)")]
    private partial void LogAgain(string failure, long milliseconds);
}
