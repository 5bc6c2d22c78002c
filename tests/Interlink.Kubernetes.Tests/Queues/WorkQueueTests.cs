using System.Collections.Concurrent;
using Interlink.Kubernetes.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Kubernetes.Tests.Queues;

public sealed class WorkQueueTests
{
    [Fact]
    public async Task A_name_waits_once_however_often_it_is_added()
    {
        using var queue = new WorkQueue<string>();
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");

        Assert.Equal(2, queue.Count);
        Assert.Equal("a", await queue.TakeAsync(CancellationToken.None));
        Assert.Equal("b", await queue.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_is_added_during_its_work_is_given_out_again_when_that_is_done()
    {
        using var queue = new WorkQueue<string>();
        queue.Add("a");
        string key = await queue.TakeAsync(CancellationToken.None);
        queue.Add("a");
        Assert.Equal(0, queue.Count);
        queue.Done(key);

        Assert.Equal("a", await queue.TakeAsync(CancellationToken.None).Soon());
    }

    [Fact]
    public void Of_two_times_for_a_name_the_earlier_stands()
    {
        using var queue = new WorkQueue<string>();
        queue.AddAfter("a", TimeSpan.FromHours(1));
        queue.AddAfter("a", TimeSpan.FromHours(2));
        Assert.Equal((0, 1), (queue.Count, queue.Later));
        queue.AddAfter("a", TimeSpan.Zero);

        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_begin_anew_for_a_name_that_is_forgotten()
    {
        var backOff = new BackOff { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(5), Jitter = 0 };
        using var queue = new WorkQueue<string>(backOff);
        double[] pauses = [.. Enumerable.Range(0, 4).Select(_ => queue.AddAfterFailure("a").TotalSeconds)];
        Assert.Equal([1, 2, 4, 5], pauses);
        Assert.Equal(1, queue.AddAfterFailure("b").TotalSeconds);
        queue.Forget("a");

        Assert.Equal(1, queue.AddAfterFailure("a").TotalSeconds);
    }

    [Fact]
    public async Task Work_that_fails_is_done_again_and_one_name_is_never_worked_on_twice_at_a_time()
    {
        using var end = new CancellationTokenSource();
        using var queue = new WorkQueue<string>(new BackOff { First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(1) });
        var working = new ConcurrentDictionary<string, bool>();
        int looks = 0;
        int twice = 0;
        var workers = new Workers<string>(
            queue,
            async (key, token) =>
            {
                if (!working.TryAdd(key, true))
                {
                    Interlocked.Increment(ref twice);
                }

                await Task.Yield();
                working.TryRemove(key, out _);
                return Interlocked.Increment(ref looks) < 10 ? throw new InvalidOperationException("not yet") : null;
            },
            NullLogger.Instance);
        Task running = workers.RunAsync(4, end.Token);
        for (int i = 0; i < 100; i++)
        {
            queue.Add("a");
        }

        await Waiting.UntilAsync(() => Volatile.Read(ref looks) >= 10, "ten looks");
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Soon());
        Assert.Equal(0, twice);
    }
}
