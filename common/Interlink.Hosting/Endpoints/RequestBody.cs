using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>A request's whole body in pooled memory. Kestrel ends the reading with 413 when the limit is passed.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int TrustedBytes = 256 * 1024;
    private byte[] _buffer;
    private int _length;

    private RequestBody(int capacity)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>The body; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>True when there is nothing, or nothing but white space.</summary>
    public bool IsBlank => Memory.Span.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Reads it, whatever the method is: Go peers send GET with a body.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        // An announced length is believed only so far: memory for more is taken when the bytes have come.
        var announced = (int)Math.Clamp(context.Request.ContentLength ?? FirstBytes, 1, TrustedBytes);
        var body = new RequestBody(announced);
        try
        {
            var stream = context.Request.Body;
            int read;
            while ((read = await stream.ReadAsync(body._buffer.AsMemory(body._length), context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                body._length += read;
                if (body._length == body._buffer.Length)
                {
                    body.Grow();
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Bodies hold secrets: the next one to rent this memory does not get them.
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []), clearArray: true);
        _length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2));
        Memory.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
