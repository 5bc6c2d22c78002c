using System.Security.Cryptography;
using System.Text;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Listening;

/// <summary>The token that callers must show.</summary>
internal sealed class BearerToken
{
    private const string Scheme = "Bearer ";
    private readonly WatchedFile<byte[]> _digest;

    public BearerToken(string path, ILogger logger)
    {
        _digest = FileWatch.Of([path], () => ReadDigest(path), logger);
    }

    /// <summary>Whether an Authorization header shows the token. Digests of equal length are compared in constant time.</summary>
    public bool IsShownBy(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<byte> shown = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()), shown);
        return CryptographicOperations.FixedTimeEquals(shown, _digest.Current);
    }

    private static byte[] ReadDigest(string path)
    {
        var token = File.ReadAllText(path).Trim();
        return token.Length == 0
            ? throw new InvalidDataException("it is empty")
            : SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }
}
