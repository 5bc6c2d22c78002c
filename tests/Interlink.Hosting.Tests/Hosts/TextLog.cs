using System.Text;
using Interlink.Hosting.Pods;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A log that is there.</summary>
internal sealed class TextLog(string text) : IPodLog
{
    public Task CopyToAsync(Stream output, CancellationToken cancellationToken) =>
        output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
