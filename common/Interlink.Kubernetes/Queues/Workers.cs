using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Queues;

/// <summary>Works off a queue: several names at a time, one name never twice at a time.</summary>
/// <typeparam name="TKey">The name.</typeparam>
/// <param name="queue">Where the names come from.</param>
/// <param name="work">
/// Looks at a name and brings things into order; gives when to look again at the latest, or null. An exception means later again, after a
/// pause that grows.
/// </param>
/// <param name="logger">Where failures are told.</param>
public sealed partial class Workers<TKey>(
    WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task<TimeSpan?>> work, ILogger logger)
    where TKey : notnull
{
    /// <summary>Runs until it is cancelled, and then until what was begun has ended.</summary>
    /// <param name="count">How many at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(int count, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => RunOneAsync(cancellationToken)));

    private async Task RunOneAsync(CancellationToken cancellationToken)
    {
        // Several start at once, and none holds up whoever starts them.
        await Task.Yield();
        while (true)
        {
            TKey key = await queue.TakeAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                TimeSpan? again = await work(key, cancellationToken).ConfigureAwait(false);
                queue.Forget(key);
                if (again is { } delay)
                {
                    queue.AddAfter(key, delay);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                LogFailure(key.ToString(), queue.AddAfterFailure(key).TotalSeconds, e.Message, e is KubernetesException ? null : e);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    [LoggerMessage(EventId = 1530, Level = LogLevel.Warning, Message = "{Key} is looked at again in {Seconds:F1} s: {Reason}")]
    private partial void LogFailure(string? key, double seconds, string reason, Exception? exception);
}
