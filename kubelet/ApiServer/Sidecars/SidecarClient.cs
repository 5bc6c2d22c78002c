using System.Net.Sockets;
using System.Security.Authentication;
using Interlink.ApiServer.Configuration;
using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Listening;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Sidecars;

/// <summary>Asks one sidecar, once: who wants to ask again does so on purpose.</summary>
internal sealed partial class SidecarClient : IDisposable
{
    private readonly SidecarOptions _options;
    private readonly SidecarConnections _connections;
    private readonly SidecarMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WatchedFile<string>? _token;

    /// <exception cref="HostStartException">A file cannot be used.</exception>
    public SidecarClient(SidecarOptions options, SidecarMetrics metrics, TimeProvider time, ILogger<SidecarClient> logger)
    {
        _options = options;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _connections = new SidecarConnections(options, logger);
        _token = options.TokenFile is { } path ? FileWatch.Of([path], () => ReadToken(path), logger) : null;
    }

    public string Name => _options.Name;

    public SidecarAddress Address => _options.Address;

    /// <summary>Sends a question and reads the whole answer, whatever its status is.</summary>
    /// <exception cref="SidecarOutage">There was none, or only a part of one.</exception>
    public async Task<SidecarAnswer> AskAsync(
        SidecarQuestion question, CallerHeaders caller, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        using var response = await OpenAsync(question, caller, patience, over.Token, cancellationToken).ConfigureAwait(false);
        try
        {
            var body = await BoundedBody.ReadAsync(response, question.LargestAnswer, either.Token).ConfigureAwait(false);
            return new SidecarAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), body);
        }
        catch (Exception e) when (IsExpected(e) && !cancellationToken.IsCancellationRequested)
        {
            throw Outage(e, patience, mayHaveArrived: true, over.Token);
        }
    }

    /// <summary>Sends a question and returns when the answer begins, for answers that may last.</summary>
    /// <exception cref="SidecarOutage">None began.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        SidecarQuestion question, CallerHeaders caller, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, _time);
        return await OpenAsync(question, caller, patience, over.Token, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _connections.Dispose();

    private async Task<HttpResponseMessage> OpenAsync(
        SidecarQuestion question, CallerHeaders caller, TimeSpan patience, CancellationToken over, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
        var content = new QuestionContent(question.Body);
        using var request = Request(question, caller, content);
        var began = _time.GetTimestamp();
        int? status = null;
        try
        {
            var client = question.OnNewConnection ? _connections.New : _connections.Kept;
            var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            return response;
        }
        catch (Exception e) when (IsExpected(e) && !cancellationToken.IsCancellationRequested)
        {
            throw Outage(e, patience, content.Begun, over);
        }
        finally
        {
            var took = _time.GetElapsedTime(began);
            _metrics.Asked(Name, question.Path, status, took);
            LogAsked(_options.Address, question.Path, status ?? 0, (long)took.TotalMilliseconds);
        }
    }

    private HttpRequestMessage Request(SidecarQuestion question, CallerHeaders caller, QuestionContent content)
    {
        var request = new HttpRequestMessage(question.Method, new Uri(_options.Address.Base, question.Path)) { Content = content };
        Add(request, SessionHeader.Name, caller.Session);
        Add(request, "traceparent", caller.TraceParent);
        Add(request, "tracestate", caller.TraceState);
        Add(request, "Authorization", _options.Authorization switch
        {
            SidecarAuthorization.Caller => caller.Authorization,
            SidecarAuthorization.Token => "Bearer " + _token?.Current,
            _ => null,
        });
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private SidecarOutage Outage(Exception e, TimeSpan patience, bool mayHaveArrived, CancellationToken over)
    {
        var reason = e switch
        {
            OperationCanceledException when over.IsCancellationRequested => $"did not answer within {patience.TotalSeconds:0.#} s",
            OperationCanceledException => "could not be connected to in time",
            InvalidDataException => $"cannot be understood: {e.Message}",
            _ when Find<AuthenticationException>(e) is { } tls => $"cannot be trusted, or does not trust us: {tls.GetBaseException().Message.TrimEnd('.')}",
            _ when !mayHaveArrived => $"cannot be reached: {(Find<SocketException>(e) ?? e.GetBaseException()).Message.TrimEnd('.')}",
            _ => "closed the connection before its answer was complete",
        };
        return new SidecarOutage($"the sidecar {_options.Address} {reason}", mayHaveArrived, e);
    }

    private static bool IsExpected(Exception e) =>
        e is HttpRequestException or IOException or OperationCanceledException or InvalidDataException;

    private static Exception? Find<T>(Exception e)
        where T : Exception
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is T)
            {
                return inner;
            }
        }

        return null;
    }

    private static string ReadToken(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : throw new IOException("it is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The token file '{path}' for the sidecar cannot be used: {e.Message}", e);
        }
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "{Sidecar} was asked {Path} and began to answer {Status} after {Milliseconds} ms")]
    private partial void LogAsked(SidecarAddress sidecar, string path, int status, long milliseconds);
}
