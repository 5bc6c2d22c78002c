using System.Buffers.Binary;
using System.Text;

namespace Interlink.SshTunnel.Keys;

/// <summary>The text of a private key, as far as one must look at it to say why ssh will not take it.</summary>
internal static class PrivateKey
{
    private const string Begin = "-----BEGIN ";
    private const string End = "PRIVATE KEY-----";

    /// <summary>
    /// The key alone, with the ends of lines that ssh insists on: Go takes a key with text before it, with CR LF, and without an end of the
    /// last line.
    /// </summary>
    /// <exception cref="KeyFileException">It is no private key, or needs a passphrase.</exception>
    public static string Read(string path, ReadOnlySpan<byte> content)
    {
        var lines = Encoding.Latin1.GetString(content).Split('\n').Select(line => line.TrimEnd('\r', ' ', '\t'))
            .SkipWhile(line => !line.StartsWith(Begin, StringComparison.Ordinal)).ToList();
        var end = lines.FindIndex(line => line.StartsWith("-----END ", StringComparison.Ordinal));
        if (end < 0 || !lines[0].EndsWith(End, StringComparison.Ordinal))
        {
            throw new KeyFileException($"-keyfile {path} {WhatElse(content)}.");
        }

        lines = lines[..(end + 1)];
        return NeedsPassphrase(lines)
            ? throw new KeyFileException(
                $"-keyfile {path} is protected by a passphrase, for which nobody can be asked; make a key without: ssh-keygen -t ed25519 -N ''.")
            : string.Join('\n', lines) + "\n";
    }

    private static string WhatElse(ReadOnlySpan<byte> content)
    {
        var text = Encoding.Latin1.GetString(content);
        return text.Trim().Length == 0 ? "is empty; it must hold a private key"
            : text.StartsWith("ssh-", StringComparison.Ordinal) || text.StartsWith("ecdsa-", StringComparison.Ordinal)
                ? "is a public key; give the private one (the name without .pub)"
            : text.StartsWith("PuTTY-User-Key-File", StringComparison.Ordinal)
                ? "is a key of PuTTY; convert it: puttygen KEY -O private-openssh"
            : "holds no private key (-----BEGIN … PRIVATE KEY-----)";
    }

    private static bool NeedsPassphrase(List<string> lines) =>
        lines[0].Contains("ENCRYPTED", StringComparison.Ordinal)
        || lines.Any(line => line.StartsWith("Proc-Type:", StringComparison.Ordinal) && line.Contains("ENCRYPTED", StringComparison.Ordinal))
        || (lines[0].Contains("OPENSSH", StringComparison.Ordinal) && !IsPlain(string.Concat(lines[1..^1])));

    /// <summary>OpenSSH's own format begins with a magic word and the name of the cipher (its PROTOCOL.key).</summary>
    private static bool IsPlain(string base64)
    {
        var magic = "openssh-key-v1\0"u8;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || !bytes.AsSpan(0, length).StartsWith(magic))
        {
            // Not a matter of a passphrase: ssh says what is wrong.
            return true;
        }

        var rest = bytes.AsSpan(magic.Length, length - magic.Length);
        return rest.Length >= 4 && rest.Length - 4 >= BinaryPrimitives.ReadUInt32BigEndian(rest)
            && rest.Slice(4, (int)BinaryPrimitives.ReadUInt32BigEndian(rest)).SequenceEqual("none"u8);
    }
}
