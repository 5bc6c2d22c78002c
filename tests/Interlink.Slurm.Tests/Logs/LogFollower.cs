using System.Diagnostics;
using System.Text;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Tests.Logs;

/// <summary>A client that follows a log and can wait for what it gets.</summary>
internal sealed class LogFollower : IAsyncDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly ReceivedBytes received = new();

    public LogFollower(LogScene scene, LogRequest request)
    {
        var log = scene.Open(request);
        Done = Task.Run(() => log.CopyToAsync(received, cancellation.Token));
    }

    public Task Done { get; }

    public string Text => Encoding.UTF8.GetString(received.ToArray());

    public int Flushes => received.Flushes;

    public void Cancel() => cancellation.Cancel();

    public async Task ShowsAsync(string expected)
    {
        await UntilAsync(text => text == expected);
        Assert.Equal(expected, Text);
    }

    public async Task HasLengthAsync(int expected)
    {
        await UntilAsync(text => text.Length == expected);
        Assert.Equal(expected, Text.Length);
    }

    public Task EndsAsync() => Done.WaitAsync(TimeSpan.FromSeconds(20));

    private async Task UntilAsync(Predicate<string> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!holds(Text) && patience.Elapsed < TimeSpan.FromSeconds(20) && !Done.IsFaulted)
            await Task.Delay(2);
        if (Done.IsFaulted)
            await Done;
    }

    public async ValueTask DisposeAsync()
    {
        await cancellation.CancelAsync();
        await Done.WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.Dispose();
    }
}
