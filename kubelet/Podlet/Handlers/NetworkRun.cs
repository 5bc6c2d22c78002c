namespace Interlink.Podlet.Handlers;

/// <summary>A request over the network, which waits elsewhere than on podlet's thread.</summary>
internal sealed class NetworkRun : HandlerRun
{
    private readonly CancellationTokenSource cancellation;
    private readonly TimeSpan? timeout;
    private readonly Task<string?> request;

    /// <param name="begin">Begins the request; its result says what went wrong, null that nothing did.</param>
    /// <param name="timeout">After this long it has failed; null for never.</param>
    /// <param name="wake">Called on any thread when it has ended.</param>
    /// <param name="time">The clock.</param>
    public NetworkRun(Func<CancellationToken, Task<string?>> begin, TimeSpan? timeout, Action wake, TimeProvider time)
    {
        this.timeout = timeout;
        cancellation = timeout is { } limit ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        request = RunAsync(begin, wake);
    }

    public override TimeSpan? Wait => null;

    public override void Look()
    {
        if (!request.IsCompleted)
            return;
        Outcome = request.Result is { } failure ? new HandlerOutcome(failure) : HandlerOutcome.Success;
        cancellation.Dispose();
    }

    protected override void Abandon() => cancellation.Cancel();

    private async Task<string?> RunAsync(Func<CancellationToken, Task<string?>> begin, Action wake)
    {
        try
        {
            return await begin(cancellation.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {timeout?.TotalSeconds} s";
        }
        catch (Exception unforeseen)
        {
            // Whatever it is, it is the request that failed and not the pod.
            return unforeseen.GetBaseException().Message.TrimEnd('.');
        }
        finally
        {
            wake();
        }
    }
}
