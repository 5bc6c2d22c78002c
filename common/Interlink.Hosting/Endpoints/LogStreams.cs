using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Metrics;
using Interlink.Hosting.Pods;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>Answers with logs as they are written, until they end, the caller leaves or the program is told to stop.</summary>
public sealed class LogStreams
{
    private readonly Drain _drain;
    private readonly HttpMetrics _metrics;

    internal LogStreams(Drain drain, HttpMetrics metrics)
    {
        _drain = drain;
        _metrics = metrics;
    }

    /// <summary>Finds a log and sends it.</summary>
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="follow">True sends the headers at once: whoever follows may have to wait for the first line.</param>
    /// <param name="open">Finds the log; null when it has answered itself.</param>
    public async Task SendAsync(HttpContext context, bool follow, Func<CancellationToken, Task<IPodLog?>> open)
    {
        // Who follows would hold up the end of the program until the drain is over.
        using var followed = follow ? CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _drain.Begun) : null;
        var cancellation = followed?.Token ?? context.RequestAborted;
        var log = await open(cancellation).ConfigureAwait(false);
        if (log is null)
        {
            return;
        }

        await using (log.ConfigureAwait(false))
        {
            using var stream = _metrics.LogStream();
            try
            {
                await LogAnswer.SendAsync(context, log, follow, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_drain.Begun.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
            {
                // The stream ends as it does when the container ends.
            }
        }
    }
}
