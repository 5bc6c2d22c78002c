using System.Text;
using System.Threading.Channels;
using Interlink.Hosting.Pods;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A log that is written while it is followed.</summary>
internal sealed class LiveLog : IPodLog
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the reader has let the log go.</summary>
    public Task Closed => _closed.Task;

    public void Write(string line) => _lines.Writer.TryWrite(line);

    public void End(Exception? failure = null) => _lines.Writer.Complete(failure);

    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
