using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Creation;

/// <summary>Asks a sidecar whether it took a pod.</summary>
internal sealed partial class FateQuestion(TimeSpan patience, ILogger<FateQuestion> logger)
{
    // The Go Slurm plugin answers for ten seconds what it answered before.
    private static readonly TimeSpan LongestSettle = TimeSpan.FromSeconds(11);
    private readonly TimeSpan _settle = patience / 5 < LongestSettle ? patience / 5 : LongestSettle;

    /// <summary>The answer that the create would have got; null when the sidecar has said twice that it does not know the pod.</summary>
    /// <exception cref="PodRequestException">It did not say.</exception>
    public async Task<CreateAnswer?> AskAsync(
        SidecarClient client, OutgoingPod pod, CallerHeaders caller, BackOff backOff, CancellationToken cancellationToken)
    {
        for (var unknown = 0; unknown < 2;)
        {
            var pause = unknown == 0 ? TimeSpan.Zero : _settle;
            if (!await backOff.WaitAsync(pause, cancellationToken).ConfigureAwait(false))
            {
                throw new PodRequestException(
                    PodRequestFailure.Unavailable,
                    $"It is not known whether the sidecar {client.Address} took pod {pod.Name}: it did not say in time. Ask for the pod's " +
                    "status before it is created again.");
            }

            var state = await LookAsync(client, pod, caller, backOff, cancellationToken).ConfigureAwait(false);
            if (state is { IsKnown: true })
            {
                return new CreateAnswer(pod.Uid, state.JobId.Length > 0 ? state.JobId : pod.Uid);
            }

            unknown += state is null ? 0 : 1;
        }

        return null;
    }

    /// <summary>What it says of the pod; null when it says nothing that counts.</summary>
    private async Task<ReportedState?> LookAsync(
        SidecarClient client, OutgoingPod pod, CallerHeaders caller, BackOff backOff, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.AskAsync(SidecarQuestion.Status(pod.StatusQuestion), caller, backOff.Left, cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsSuccess)
            {
                LogNoAnswer(pod.Name, $"it answered {answer.Status}");
                return null;
            }

            var states = StateAnswer.Read(answer.Body);

            // A list of nothing but other pods is an answer to another question.
            return states.GetValueOrDefault(pod.Uid) ?? (states.Count == 0 ? new ReportedState(default) : null);
        }
        catch (Exception e) when (e is SidecarOutage or InvalidDataException)
        {
            LogNoAnswer(pod.Name, e.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 3311, Level = LogLevel.Warning, Message = "The sidecar did not say whether it knows pod {Pod}: {Reason}")]
    private partial void LogNoAnswer(string pod, string reason);
}
