using System.Diagnostics;
using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Telemetry;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Endpoints;

/// <summary>Turns HTTP into calls of the backend and back.</summary>
internal sealed class PodCalls(IPodBackend backend, Drain drain, LogStreams logs, ILogger<PodCalls> logger)
{
    public async Task CreateAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var request = CreateRequest.Parse(body.Memory);
        using var scope = BeginPodScope(request.Pod);
        CallSpan.Describe(Activity.Current, request.Pod);

        // A peer that hangs up does not undo what it asked for: half a submission is worse than an answer nobody hears.
        var answer = await backend.CreateAsync(request, drain.Ended).ConfigureAwait(false);
        await Answer.JsonAsync(context, answer.ToJson()).ConfigureAwait(false);
    }

    public async Task DeleteAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var pod = PodView.Parse(body.Memory);
        using var scope = BeginPodScope(pod);
        CallSpan.Describe(Activity.Current, pod);
        await backend.DeleteAsync(pod, drain.Ended).ConfigureAwait(false);
        await Answer.TextAsync(context, $"Pod {pod.Namespace}/{pod.Name} is deleted.").ConfigureAwait(false);
    }

    public async Task StatusAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var pods = body.IsBlank ? [] : PodList.Parse(body.Memory);
        if (pods.Count == 0)
        {
            var ping = await backend.PingAsync(context.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(context, ping.ToJson()).ConfigureAwait(false);
            return;
        }

        CallSpan.Describe(Activity.Current, pods);
        var answer = await backend.StatusAsync(pods, context.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(context, output => PodStatus.WriteTo(output, answer)).ConfigureAwait(false);
    }

    public async Task GetLogsAsync(HttpContext context)
    {
        LogRequest request;
        using (var body = await RequestBody.ReadAsync(context).ConfigureAwait(false))
        {
            request = LogRequest.Parse(body.Memory);
        }

        using var scope = logger.BeginScope(new LogScope("pod", request.PodUID));
        CallSpan.Describe(Activity.Current, request);

        await logs.SendAsync(context, request.Follow, async cancellation => await backend.OpenLogAsync(request, cancellation).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    private IDisposable? BeginPodScope(PodView pod) => logger.BeginScope(new LogScope("pod", pod.Uid));
}
