using System.Diagnostics;
using System.Text;
using Interlink.ApiServer.Logs;
using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Telemetry;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Calls;

/// <summary>The calls that only look.</summary>
internal sealed class LookCalls(
    PodStates states, LogRelay logs, LogStreams streams, SafeQuestions questions, SidecarRoutes routes, TimeSpan patience, ILogger<LookCalls> logger)
{
    private static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(15);
    private readonly TimeSpan _ping = patience < LongestPing ? patience : LongestPing;

    public async Task StatusAsync(HttpContext context, CallerHeaders caller)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var pods = body.IsBlank ? [] : PodList.Parse(body.Memory);
        if (pods.FirstOrDefault(pod => pod.Uid.Length == 0) is { } nameless)
        {
            throw new PodRequestException(PodRequestFailure.Invalid, $"The pod {nameless.Namespace}/{nameless.Name} has no metadata.uid.");
        }

        CallSpan.Describe(Activity.Current, pods);
        var answer = await states.AskAsync(pods, caller, context.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(context, output => StateList.WriteTo(output, answer)).ConfigureAwait(false);
    }

    public async Task GetLogsAsync(HttpContext context, CallerHeaders caller)
    {
        var question = await QuestionAsync(context).ConfigureAwait(false);
        var request = LogRequest.Parse(question);
        LogRules.Check(request);
        using var scope = logger.BeginScope(new LogScope("pod", request.PodUID));
        CallSpan.Describe(Activity.Current, request);

        // Always as if it were followed: what the sidecar has begun to send has begun here.
        await streams.SendAsync(context, follow: true, async cancellation =>
        {
            var (response, sidecar) = await logs.OpenAsync(request, question, caller, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return new RelayedLog(response, sidecar.Client.Address.ToString());
            }

            using (response)
            {
                var text = await ReadRefusalAsync(response, sidecar, cancellation).ConfigureAwait(false);
                await RelayedAnswer.SendAsync(context, text).ConfigureAwait(false);
                return null;
            }
        }).ConfigureAwait(false);
    }

    public async Task PingAsync(HttpContext context, CallerHeaders caller)
    {
        // A Go virtual kubelet does not say which node it is; ours may.
        var sidecar = routes.OfNode(context.Request.Query["node"]) ?? routes.All[0];
        var answer = await questions.AskAsync(sidecar.Client, SidecarQuestion.Ping(), caller, _ping, context.RequestAborted).ConfigureAwait(false);
        await RelayedAnswer.SendAsync(context, answer).ConfigureAwait(false);
    }

    public async Task UpdateCacheAsync(HttpContext context, CallerHeaders caller)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var uid = UidIn(body);
        if (KubernetesNames.PodUid(uid) is { } problem)
        {
            throw new PodRequestException(PodRequestFailure.Invalid, problem);
        }

        states.Forget(uid);
        await Answer.TextAsync(context, "Updated cache").ConfigureAwait(false);
    }

    // A log may be followed for hours, and pooled memory is not kept so long.
    private static async Task<ReadOnlyMemory<byte>> QuestionAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        return body.Memory.ToArray();
    }

    /// <summary>A pod's UID from a body that is a pod or the UID itself, with or without quotes.</summary>
    private static string UidIn(RequestBody body)
    {
        var text = body.Memory.Span.Trim(" \t\r\n"u8);
        return text.StartsWith("{"u8) ? PodView.Parse(body.Memory).Uid : Encoding.UTF8.GetString(text.Trim((byte)'"'));
    }

    private static async Task<SidecarAnswer> ReadRefusalAsync(HttpResponseMessage response, Sidecar sidecar, CancellationToken cancellationToken)
    {
        try
        {
            var text = await BoundedBody.ReadAsync(response, 64 * 1024, cancellationToken).ConfigureAwait(false);
            return new SidecarAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new PodRequestException(
                PodRequestFailure.Unavailable, $"The sidecar {sidecar.Client.Address} answered {(int)response.StatusCode} without a reason.", e);
        }
    }
}
