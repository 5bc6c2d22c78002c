using System.Security.Cryptography;
using System.Text;
using Interlink.Hosting.Listening;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Access;

/// <summary>The token that callers must show.</summary>
internal sealed class BearerToken : ICallerCheck
{
    private readonly WatchedFile<byte[]> _digest;

    public BearerToken(string path, ILogger logger)
    {
        _digest = FileWatch.Of([path], () => ReadDigest(path), logger);
    }

    public string Wanted => "the content of its token file";

    // Digests of equal length are compared in constant time.
    public ValueTask<bool> KnowsAsync(string? authorization, CancellationToken cancellationToken) => new(
        AuthorizationHeader.TokenOf(authorization) is { } shown
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _digest.Current));

    private static byte[] ReadDigest(string path)
    {
        var token = File.ReadAllText(path).Trim();
        return token.Length == 0
            ? throw new InvalidDataException("it is empty")
            : SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }
}
