namespace Interlink.Hosting.Pods;

/// <summary>A log that was found and can be sent.</summary>
public interface IPodLog : IAsyncDisposable
{
    /// <summary>
    /// Writes the log to <paramref name="output"/>, flushing what a follower waits for; ends with the log, the container or the
    /// cancellation.
    /// </summary>
    Task CopyToAsync(Stream output, CancellationToken cancellationToken);
}
