namespace Interlink.ApiServer.Sidecars;

/// <summary>Reads answers of peers that may send more than anybody wants.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body.</summary>
    /// <exception cref="InvalidDataException">It is larger than allowed.</exception>
    /// <exception cref="IOException">It broke off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, int largest, CancellationToken cancellationToken)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > largest)
        {
            throw TooLarge(largest);
        }

        var body = new MemoryStream((int)Math.Min(announced ?? 512, 1024 * 1024));
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[(int)Math.Min(announced + 1 ?? 16_384, 81_920)];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > largest)
                {
                    throw TooLarge(largest);
                }

                body.Write(buffer.AsSpan(0, read));
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static InvalidDataException TooLarge(int largest) => new($"the answer is larger than the {largest} bytes that are read");
}
