using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Interlink.ApiServer.Sidecars;

/// <summary>The body of a question, which remembers whether any of it was sent.</summary>
internal sealed class QuestionContent : HttpContent
{
    private const int PieceBytes = 64 * 1024;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _parts;

    public QuestionContent(params IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        _parts = parts;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>True once there was a connection to write it to.</summary>
    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        if (_parts.Count == 1)
        {
            await stream.WriteAsync(_parts[0], cancellationToken).ConfigureAwait(false);
            return;
        }

        // Many small parts make few large pieces, and never one of their whole size.
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        var length = 0;
        foreach (var part in _parts)
        {
            if (length + part.Length > piece.Length)
            {
                await stream.WriteAsync(piece.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                length = 0;
            }

            if (part.Length > piece.Length)
            {
                await stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                continue;
            }

            part.CopyTo(piece.AsMemory(length));
            length += part.Length;
        }

        await stream.WriteAsync(piece.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(piece, clearArray: true);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _parts.Sum(part => (long)part.Length);
        return true;
    }
}
