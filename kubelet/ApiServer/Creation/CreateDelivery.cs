using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Creation;

/// <summary>
/// Brings a create to its sidecar, at most once as far as can be known: one that never left is sent again; one of unknown fate is asked
/// about first, and sent again only when the sidecar has said twice, with time between, that it does not know the pod.
/// </summary>
internal sealed partial class CreateDelivery(FateQuestion fates, TimeSpan patience, TimeProvider time, ILogger<CreateDelivery> logger)
{
    private const int MostSent = 3;
    private readonly TimeSpan _attempt = patience * 0.6;

    /// <summary>The sidecar's answer, or what it would have answered.</summary>
    /// <exception cref="PodRequestException">The create was not sent, or nobody knows what became of it.</exception>
    public async Task<SidecarAnswer> SendAsync(
        Sidecar sidecar, OutgoingPod pod, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(patience, time);
        for (var sent = 0; ;)
        {
            var question = SidecarQuestion.Create(pod.Request);
            string reason;
            try
            {
                var answer = await sidecar.Client.AskAsync(question, caller, Attempt(backOff), cancellationToken).ConfigureAwait(false);
                if (CreateFates.Of(answer) == CreateFate.Answered)
                {
                    return answer;
                }

                reason = $"the answer {answer.Status} of {sidecar.Client.Address} says nothing of the pod";
            }
            catch (SidecarOutage outage) when (!outage.MayHaveArrived)
            {
                if (!await backOff.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw Unavailable.Because(outage, $"Pod {pod.Name} was not sent to it.");
                }

                LogNotSent(pod.Name, outage.Message);
                continue;
            }
            catch (SidecarOutage outage)
            {
                reason = outage.Message;
            }

            LogUnknown(pod.Name, reason);
            if (await fates.AskAsync(sidecar.Client, pod, caller, backOff, cancellationToken).ConfigureAwait(false) is { } known)
            {
                LogKnown(pod.Name, known.PodJID);
                return new SidecarAnswer(200, "application/json", known.ToJson());
            }

            if (++sent == MostSent)
            {
                throw new PodRequestException(
                    PodRequestFailure.Unavailable, $"Pod {pod.Name} was sent {MostSent} times and never arrived: {reason}.");
            }

            LogAgain(pod.Name);
        }
    }

    private TimeSpan Attempt(BackOff backOff) => backOff.Left < _attempt ? backOff.Left : _attempt;

    [LoggerMessage(EventId = 3301, Level = LogLevel.Warning, Message = "Pod {Pod} could not be sent and will be tried again: {Reason}")]
    private partial void LogNotSent(string pod, string reason);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "It is not known whether pod {Pod} was taken, the sidecar is asked: {Reason}")]
    private partial void LogUnknown(string pod, string reason);

    [LoggerMessage(EventId = 3303, Level = LogLevel.Information, Message = "The sidecar knows pod {Pod}, its job is {Job}")]
    private partial void LogKnown(string pod, string job);

    [LoggerMessage(EventId = 3304, Level = LogLevel.Warning, Message = "The sidecar has said twice that it does not know pod {Pod}: it is sent again")]
    private partial void LogAgain(string pod);
}
