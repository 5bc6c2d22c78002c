using System.Buffers;
using Interlink.Hosting.Pods;

namespace Interlink.ApiServer.Logs;

/// <summary>A log on its way from a sidecar. It is passed on as it comes; who waits for the next line holds no memory.</summary>
/// <param name="response">The sidecar's answer, whose body has not been read.</param>
/// <param name="sidecar">Where it comes from, for people.</param>
internal sealed class RelayedLog(HttpResponseMessage response, string sidecar) : IPodLog
{
    private const int PieceBytes = 32 * 1024;

    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        Stream input;
        try
        {
            input = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Broken(e);
        }

        await using (input.ConfigureAwait(false))
        {
            while (await ReadAsync(input, Memory<byte>.Empty, cancellationToken).ConfigureAwait(false) is 0)
            {
                var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
                try
                {
                    var read = await ReadAsync(input, piece, cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return;
                    }

                    await output.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                    await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(piece);
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        // Closes the connection unless the log was read to its end.
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    // An empty buffer waits until there is something to read.
    private async ValueTask<int> ReadAsync(Stream input, Memory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw Broken(e);
        }
    }

    // The caller's connection is cut too: a part of a log must not look like all of it.
    private PodRequestException Broken(Exception e) =>
        new(PodRequestFailure.Unavailable, $"The sidecar {sidecar} broke off the log.", e);
}
