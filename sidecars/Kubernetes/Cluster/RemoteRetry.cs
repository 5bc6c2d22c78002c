using Interlink.Kubernetes;

namespace Interlink.KubernetesSidecar.Cluster;

/// <summary>Repeats a call of the remote API that may succeed later, until its time is over; the server's Retry-After is kept.</summary>
/// <param name="limit">How long it is tried.</param>
/// <param name="clock">The clock.</param>
internal sealed class RemoteRetry(TimeSpan limit, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly long start = clock.GetTimestamp();

    /// <exception cref="KubernetesException">It failed for good, or the time is over.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = Smaller(pause * 2, LongestPause))
        {
            try
            {
                return await call();
            }
            catch (KubernetesException failure) when (RemoteFailure.MayPass(failure) && Next(failure, pause) is { } wait)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
    }

    private TimeSpan? Next(KubernetesException failure, TimeSpan pause)
    {
        var wait = failure.RetryAfter is { } asked && asked > pause ? asked : pause;
        return clock.GetElapsedTime(start) + wait <= limit ? wait : null;
    }

    private static TimeSpan Smaller(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
