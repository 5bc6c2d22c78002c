namespace Interlink.Kubernetes.Tests;

/// <summary>Waits for what comes, within a limit that only a fault reaches.</summary>
internal static class Waiting
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }
}
