namespace Interlink.ApiServer.Sidecars;

/// <summary>What a sidecar answered, whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type; null when it has none.</param>
/// <param name="Body">The body, byte for byte.</param>
internal sealed record SidecarAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>True when it did what was asked.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>True when it comes from something in between that could not get an answer: it says nothing of what the sidecar did.</summary>
    public bool IsOfGateway => Status is 502 or 504;
}
