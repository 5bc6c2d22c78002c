using System.Text;

namespace Interlink.SshTunnel.Keys;

/// <summary>The keys by which the SSH server is known.</summary>
/// <param name="KnownHosts">A known_hosts file.</param>
/// <param name="ForAnyName">True when the keys stand in it under <see cref="Alias"/>: they hold whatever the server's name is.</param>
internal sealed record HostKeys(string KnownHosts, bool ForAnyName)
{
    /// <summary>The name that stands for the server where a key was given without one.</summary>
    public const string Alias = "ssh-tunnel-server";

    /// <summary>No key is known yet: the first is taken.</summary>
    public static HostKeys None { get; } = new("", ForAnyName: true);

    /// <summary>
    /// Reads one binary key as Go's ssh.PublicKey.Marshal writes it, or lines: each a public key (<c>ssh-ed25519 AAAA… comment</c>), or each
    /// an entry of known_hosts.
    /// </summary>
    /// <exception cref="KeyFileException">It is nothing of that.</exception>
    public static HostKeys Read(string path, ReadOnlySpan<byte> content)
    {
        if (PublicKey.KindOf(content) is { } kind)
        {
            return new HostKeys($"{Alias} {kind} {Convert.ToBase64String(content)}\n", ForAnyName: true);
        }

        var keys = new StringBuilder();
        var hosts = new StringBuilder();
        foreach (var line in Encoding.Latin1.GetString(content).Split('\n').Select(line => line.Trim()))
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (words.Length >= 2 && PublicKey.IsKey(words[0], words[1]))
            {
                keys.Append($"{Alias} {words[0]} {words[1]}\n");
            }
            else if (IsEntry(words))
            {
                hosts.Append(line).Append('\n');
            }
            else
            {
                throw Unreadable(path);
            }
        }

        return (keys.Length, hosts.Length) switch
        {
            ( > 0, 0) => new HostKeys(keys.ToString(), ForAnyName: true),
            (0, > 0) => new HostKeys(hosts.ToString(), ForAnyName: false),
            _ => throw Unreadable(path),
        };
    }

    private static bool IsEntry(string[] words)
    {
        var entry = words[0].StartsWith('@') ? words.AsSpan(1) : words;
        return entry.Length >= 3 && PublicKey.IsKey(entry[1], entry[2]);
    }

    private static KeyFileException Unreadable(string path) => new(
        $"-hostkeyfile {path} must hold a public key, binary or as in a .pub file, or lines of known_hosts as ssh-keyscan writes them.");
}
