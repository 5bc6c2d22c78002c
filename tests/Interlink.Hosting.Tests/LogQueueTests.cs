using Interlink.Hosting.Logs;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class LogQueueTests
{
    [Fact]
    public void Everything_that_was_logged_is_written_before_the_end()
    {
        var output = new CapturedOutput();
        using (var queue = new LogQueue(output, 100_000, _ => "dropped"))
        {
            Parallel.For(0, 10_000, i => queue.Add($"line {i}"));
        }

        var lines = output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10_000, lines.Distinct().Count());
        Assert.Equal(10_000, lines.Length);
    }

    [Fact]
    public async Task A_reader_that_is_stuck_costs_lines_but_never_time()
    {
        var output = new StuckOutput();
        using var queue = new LogQueue(output, 10, count => $"{count} dropped");
        queue.Add("taken");
        await output.Writing.WaitAsync(Eventually.Patience);
        for (var i = 0; i < 100; i++)
        {
            queue.Add($"line {i}");
        }

        Assert.Equal(90, queue.Dropped);
        output.Release();
        await Eventually.TrueAsync(() => output.Text.EndsWith("line 9\n90 dropped\n", StringComparison.Ordinal), "the loss is told");
    }

    [Fact]
    public void An_output_that_is_closed_does_no_harm()
    {
        using var queue = new LogQueue(new BrokenOutput(), 10, _ => "");
        queue.Add("a");
        queue.Dispose();
        queue.Add("b");

        Assert.Equal(1, queue.Dropped);
    }

    private sealed class StuckOutput : CapturedOutput
    {
        private readonly TaskCompletionSource _writing = new();
        private readonly ManualResetEventSlim _released = new();

        public Task Writing => _writing.Task;

        public void Release() => _released.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _writing.TrySetResult();
            _released.Wait();
            base.Write(buffer, offset, count);
        }
    }

    private sealed class BrokenOutput : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }
}
