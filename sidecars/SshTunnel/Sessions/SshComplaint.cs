using Interlink.SshTunnel.Configuration;

namespace Interlink.SshTunnel.Sessions;

/// <summary>Makes of ssh's last lines a sentence that an operator can act on.</summary>
internal static class SshComplaint
{
    /// <param name="lines">What ssh said, oldest first.</param>
    /// <param name="settings">What it was told.</param>
    /// <param name="otherwise">The sentence when it said nothing.</param>
    /// <returns>A sentence without a full stop.</returns>
    public static string Explain(IReadOnlyList<string> lines, TunnelSettings settings, string otherwise)
    {
        bool Said(string part) => lines.Any(line => line.Contains(part, StringComparison.Ordinal));
        var address = settings.Address;
        if (Said("Host key verification failed"))
        {
            return Said("HOST IDENTIFICATION HAS CHANGED")
                ? $"the host key of {address} is NOT the one in {settings.HostKeyFile}: either the host was set up anew, then put its new key "
                    + "there, or somebody else answers in its place; nothing was sent to it"
                : $"the host key of {address} is not in {settings.HostKeyFile}: add it, after comparing it with the host's own "
                    + $"(ssh-keyscan -p {address.Port} {address.Host}); nothing was sent to it";
        }

        if (lines.LastOrDefault(line => line.Contains("Permission denied (", StringComparison.Ordinal)) is { } denied)
        {
            return $"{address} does not take the key in {settings.KeyFile} for user {settings.User}: its public key must be in "
                + $"~/.ssh/authorized_keys there ({Shown(denied)})";
        }

        if (Said("No user exists for uid"))
        {
            return "ssh refuses to run under a user id without a name: give the id a line in /etc/passwd, or run under one that has it";
        }

        if (lines.FirstOrDefault(line => line.Contains("remote port forwarding failed", StringComparison.Ordinal)) is { } remote)
        {
            return $"{address} does not listen as asked: the port is in use there, perhaps by an earlier session it has not given up yet, "
                + $"or its sshd forbids it ({Shown(remote)})";
        }

        return lines.Count > 0 ? $"{address}: {Shown(lines[^1])}" : otherwise;
    }

    private static string Shown(string line) => line.Trim().TrimEnd('.');
}
