using System.Globalization;
using Interlink.SshTunnel.Configuration;
using Interlink.SshTunnel.Keys;

namespace Interlink.SshTunnel.Sessions;

/// <summary>The command lines of ssh. No configuration file has a say in them.</summary>
internal static class SshArguments
{
    private static readonly string[] Options =
    [
        // Nobody is there to be asked, and only the key that was given is offered.
        "BatchMode=yes", "PreferredAuthentications=publickey", "IdentitiesOnly=yes", "IdentityAgent=none",
        // The host must show a key of the file that was given, and gets nothing else from us.
        "GlobalKnownHostsFile=/dev/null", "UpdateHostKeys=no", "CheckHostIP=no", "HashKnownHosts=no", "VerifyHostKeyDNS=no",
        "ForwardAgent=no", "ForwardX11=no",
        // A host that is gone is noticed within a minute.
        "ConnectTimeout=15", "ServerAliveInterval=10", "ServerAliveCountMax=3", "TCPKeepAlive=yes",
        // A socket that an earlier run left in the place of one of ours is no obstacle.
        "StreamLocalBindUnlink=yes", "ExitOnForwardFailure=yes",
        // The connection stays in this process and takes orders by its socket.
        "ControlMaster=yes", "ControlPersist=no",
    ];

    /// <summary>Connects and stays, without forwarding anything yet.</summary>
    public static IReadOnlyList<string> Connect(TunnelSettings settings, HostKeys hostKeys, PrivateFolder folder) =>
    [
        "-N", "-S", folder.Control, "-i", folder.Key, .. HostKeyOptions(settings, hostKeys, folder.KnownHosts), .. Common(settings),
        "--", settings.Address.Host,
    ];

    /// <summary>Tells a connection to forward; ends with 0 when all of it is in place on both sides.</summary>
    public static IReadOnlyList<string> Forward(TunnelSettings settings, PrivateFolder folder) =>
        ["-F", "none", "-S", folder.Control, "-O", "forward", .. Forwards(settings), "--", settings.Address.Host];

    /// <summary>Only checks that ssh understands all of it.</summary>
    public static IReadOnlyList<string> Check(TunnelSettings settings) =>
    [
        "-G", "-N", .. HostKeyOptions(settings, HostKeys.None, "/dev/null"), .. Common(settings), .. Forwards(settings), "--",
        settings.Address.Host,
    ];

    private static IEnumerable<string> Common(TunnelSettings settings) =>
    [
        "-F", "none", "-T", settings.Verbose ? "-v" : "-oLogLevel=INFO", .. Options.Select(option => "-o" + option),
        "-p", settings.Address.Port.ToString(CultureInfo.InvariantCulture), "-l", settings.User,
    ];

    private static IEnumerable<string> HostKeyOptions(TunnelSettings settings, HostKeys hostKeys, string file) =>
    [
        "-oUserKnownHostsFile=" + file,
        // With an empty file, accept-new takes any key and writes down which.
        settings.HostKeyFile is null ? "-oStrictHostKeyChecking=accept-new" : "-oStrictHostKeyChecking=yes",
        .. hostKeys.ForAnyName ? ["-oHostKeyAlias=" + HostKeys.Alias] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Forwards(TunnelSettings settings) =>
        settings.RemoteForwards.SelectMany(forward => new[] { "-R", forward })
            .Concat(settings.LocalForwards.SelectMany(forward => new[] { "-L", forward }));
}
