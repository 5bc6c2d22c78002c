using System.Buffers.Binary;
using System.Text;

namespace Interlink.SshTunnel.Keys;

/// <summary>The form of a public key (RFC 4253, 6.6): the name of its kind, then what that kind needs.</summary>
internal static class PublicKey
{
    private static readonly string[] Kinds = ["ssh-", "ecdsa-sha2-", "sk-"];

    /// <summary>The kind, for example <c>ssh-ed25519</c>; null when the bytes are no public key.</summary>
    public static string? KindOf(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(blob) is var length && (length is 0 or > 64 || length > blob.Length - 4))
        {
            return null;
        }

        var kind = Encoding.ASCII.GetString(blob.Slice(4, (int)length));
        return IsKind(kind) && blob.Length > 8 + length ? kind : null;
    }

    /// <summary>True when the words are a kind and the base64 of a key of that kind.</summary>
    public static bool IsKey(string kind, string base64)
    {
        var blob = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, blob, out var length) && KindOf(blob.AsSpan(0, length)) == kind;
    }

    private static bool IsKind(string text) =>
        Kinds.Any(kind => text.StartsWith(kind, StringComparison.Ordinal)) && text.All(one => char.IsAsciiLetterOrDigit(one) || "-@._".Contains(one));
}
