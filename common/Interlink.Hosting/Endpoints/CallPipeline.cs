using Interlink.Hosting.Access;
using Interlink.Hosting.Metrics;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Endpoints;

/// <summary>What stands before every endpoint: session, token, errors as sentences, metrics.</summary>
internal sealed partial class CallPipeline(
    ProgramIdentity program,
    HostOptions options,
    IEnumerable<ICallerCheck> checks,
    HttpMetrics metrics,
    TimeProvider time,
    ILogger<CallPipeline> logger) : IStartupFilter
{
    private static readonly string[] OpenPaths = ["/healthz", "/livez", "/readyz"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        ICallerCheck[] all = string.IsNullOrEmpty(options.Listen.TokenFile) ? [.. checks] : [ReadToken(options.Listen.TokenFile), .. checks];
        app.Use(rest => context => AnswerAsync(context, all, rest));
        next(app);
    };

    private BearerToken ReadToken(string path)
    {
        try
        {
            return new BearerToken(path, logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HostStartException($"The token file '{path}' cannot be used: {e.Message}", e);
        }
    }

    private async Task AnswerAsync(HttpContext context, ICallerCheck[] all, RequestDelegate rest)
    {
        var began = time.GetTimestamp();
        metrics.Began();
        using var scope = SessionHeader.ScopeOf(context.Request) is { } session ? logger.BeginScope(session) : null;
        var status = 0;
        try
        {
            if (!await MayPassAsync(context, all).ConfigureAwait(false))
            {
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{program.Name}\"";
                LogRefused(context.Request.Path);
                await Answer.TextAsync(
                    context,
                    $"{program.Name} needs a token: send the header 'Authorization: Bearer <token>' with "
                    + $"{string.Join(", or ", all.Select(check => check.Wanted))}.",
                    StatusCodes.Status401Unauthorized).ConfigureAwait(false);
            }
            else
            {
                await rest(context).ConfigureAwait(false);
                await ExplainAsync(context).ConfigureAwait(false);
            }

            status = context.Response.StatusCode;
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            status = CallFailure.ClientLeft;
        }
        catch (Exception e)
        {
            status = await AnswerFailureAsync(context, e).ConfigureAwait(false);
        }
        finally
        {
            var took = time.GetElapsedTime(began);
            metrics.Ended(EndpointOf(context), status, took);
            LogAnswered(context.Request.Method, context.Request.Path, status, (long)took.TotalMilliseconds);
        }
    }

    private static async ValueTask<bool> MayPassAsync(HttpContext context, ICallerCheck[] all)
    {
        if (all.Length == 0 || Array.IndexOf(OpenPaths, context.Request.Path.Value) >= 0)
        {
            return true;
        }

        foreach (var check in all)
        {
            if (await check.KnowsAsync(context.Request.Headers.Authorization, context.RequestAborted).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Routing answers unknown paths and wrong methods with a number only.</summary>
    private Task ExplainAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentLength is not null)
        {
            return Task.CompletedTask;
        }

        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                Answer.TextAsync(context, $"{program.Name} has no {context.Request.Path}: /openapi/v1.json lists what it has.", 404),
            StatusCodes.Status405MethodNotAllowed =>
                Answer.TextAsync(
                    context, $"{context.Request.Path} does not take {context.Request.Method}, only {response.Headers.Allow}.", 405),
            _ => Task.CompletedTask,
        };
    }

    private async Task<int> AnswerFailureAsync(HttpContext context, Exception exception)
    {
        var status = CallFailure.StatusOf(exception);
        Log(context, exception, status);
        if (context.Response.HasStarted)
        {
            // Too late for a status: cut the connection, so that the peer does not take half an answer for a whole one.
            context.Abort();
            return status;
        }

        context.Response.Clear();
        try
        {
            var sentence = CallFailure.Sentence(exception, context.Request, options, program.Name);
            await Answer.TextAsync(context, sentence, status).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return CallFailure.ClientLeft;
        }

        return status;
    }

    private void Log(HttpContext context, Exception exception, int status)
    {
        switch (exception)
        {
            case PodRequestException { Failure: PodRequestFailure.Storage or PodRequestFailure.Unavailable }:
                LogFailed(context.Request.Method, context.Request.Path, status, exception.Message, exception.InnerException);
                break;
            case PodRequestException or PodFormatException or BadHttpRequestException or OperationCanceledException:
                LogTurnedDown(context.Request.Method, context.Request.Path, status, exception.Message, exception.InnerException);
                break;
            default:
                LogUnexpected(context.Request.Method, context.Request.Path, exception);
                break;
        }
    }

    private static string EndpointOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
}
