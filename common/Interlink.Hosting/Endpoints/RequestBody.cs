using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>A request's whole body in pooled memory. Kestrel ends the reading with 413 when the limit is passed.</summary>
public sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int TrustedBytes = 256 * 1024;
    private const int LargestPooled = 4 * 1024 * 1024;
    private byte[] _buffer;
    private int _length;

    private RequestBody(int capacity)
    {
        _buffer = Rent(capacity);
    }

    /// <summary>The body; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>True when there is nothing, or nothing but white space.</summary>
    public bool IsBlank => Memory.Span.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Reads it, whatever the method is: Go peers send GET with a body.</summary>
    /// <param name="context">The request, whose body nobody has read.</param>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        // An announced length is believed only so far: memory for more is taken once so many bytes have come.
        var announced = (int)Math.Min(context.Request.ContentLength ?? FirstBytes, int.MaxValue / 2);
        var body = new RequestBody(Math.Min(announced, TrustedBytes) + 1);
        try
        {
            var stream = context.Request.Body;
            int read;
            while ((read = await stream.ReadAsync(body._buffer.AsMemory(body._length), context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                body._length += read;
                if (body._length == body._buffer.Length)
                {
                    body.Grow(announced + 1);
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
        Return(Interlocked.Exchange(ref _buffer, []), _length);
        _length = 0;
    }

    private void Grow(int announced)
    {
        var larger = Rent(Math.Max(checked(_buffer.Length * 2), announced));
        Memory.Span.CopyTo(larger);
        Return(_buffer, _length);
        _buffer = larger;
    }

    // The shared pool keeps what it is given: a few large bodies would stay resident for good.
    private static byte[] Rent(int length) =>
        length <= LargestPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    private static void Return(byte[] buffer, int used)
    {
        if (buffer.Length <= LargestPooled)
        {
            // Bodies hold secrets: the next one to rent this memory does not get them.
            buffer.AsSpan(0, used).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
