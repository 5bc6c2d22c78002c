using System.Diagnostics;
using Interlink.ApiServer.Creation;
using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Telemetry;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Calls;

/// <summary>The calls that begin and end a pod.</summary>
internal sealed class LifeCalls(
    Creations creations, SafeQuestions questions, SidecarRoutes routes, Drain drain, TimeSpan patience, ILogger<LifeCalls> logger)
{
    public async Task CreateAsync(HttpContext context, CallerHeaders caller)
    {
        PodCreateRequest creation;
        using (var body = await RequestBody.ReadAsync(context).ConfigureAwait(false))
        {
            creation = PodCreateRequest.Parse(body.Memory);
        }

        using var scope = Scope(creation.Pod);
        CallSpan.Describe(Activity.Current, creation.Pod);
        var answer = await creations.CreateAsync(creation, caller, drain.Ended).ConfigureAwait(false);
        await RelayedAnswer.SendAsync(context, answer).ConfigureAwait(false);
    }

    public async Task DeleteAsync(HttpContext context, CallerHeaders caller)
    {
        var body = await ReadAsync(context).ConfigureAwait(false);
        var pod = PodView.Parse(body);
        if (KubernetesNames.PodUid(pod.Uid) is { } problem)
        {
            throw new PodRequestException(PodRequestFailure.Invalid, problem);
        }

        using var scope = Scope(pod);
        CallSpan.Describe(Activity.Current, pod);

        // A caller that leaves does not undo it: the Go virtual kubelet never asks again.
        await creations.WaitAsync(pod.Uid, drain.Ended).ConfigureAwait(false);
        var sidecar = routes.HomeOf(pod);
        sidecar.Board.Forget(pod.Uid);
        var question = SidecarQuestion.Delete(body);
        var answer = await questions.AskAsync(sidecar.Client, question, caller, patience, drain.Ended).ConfigureAwait(false);
        sidecar.Board.Forget(pod.Uid);
        await RelayedAnswer.SendAsync(context, answer).ConfigureAwait(false);
    }

    // Pooled memory must not be given back while a question that was given up may still read it.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        return body.Memory.ToArray();
    }

    private IDisposable? Scope(PodView pod) => logger.BeginScope(new LogScope("pod", pod.Uid));
}
