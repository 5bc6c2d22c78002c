using Interlink.Hosting.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Sidecars;

/// <summary>Asks what may be asked twice, until there is an answer or the caller's patience is over.</summary>
internal sealed partial class SafeQuestions(TimeProvider time, ILogger<SafeQuestions> logger)
{
    /// <summary>The sidecar's answer, whatever it is, but for one that only says there is none now (502, 503, 504) while there is patience.</summary>
    /// <param name="client">The sidecar.</param>
    /// <param name="question">A question that does no harm when it arrives twice.</param>
    /// <param name="caller">For whom it is asked.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PodRequestException">There was no answer.</exception>
    public async Task<SidecarAnswer> AskAsync(
        SidecarClient client, SidecarQuestion question, CallerHeaders caller, TimeSpan patience, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(patience, time);
        while (true)
        {
            try
            {
                var answer = await client.AskAsync(question, caller, backOff.Left, cancellationToken).ConfigureAwait(false);
                if (answer.Status is not (502 or 503 or 504) || !await backOff.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    return answer;
                }

                LogAgain(question.Path, $"the sidecar {client.Address} answered {answer.Status}");
            }
            catch (SidecarOutage outage)
            {
                if (!await backOff.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw Unavailable.Because(outage);
                }

                LogAgain(question.Path, outage.Message);
            }
        }
    }

    [LoggerMessage(EventId = 3111, Level = LogLevel.Warning, Message = "{Path} is asked again: {Reason}")]
    private partial void LogAgain(string path, string reason);
}
