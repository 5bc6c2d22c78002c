namespace Interlink.SshTunnel.Configuration;

/// <summary>What the command line says; fixed after the start.</summary>
internal sealed record TunnelSettings
{
    public required SshAddress Address { get; init; }

    public required string User { get; init; }

    public required string KeyFile { get; init; }

    /// <summary>Null to accept whatever key the host shows.</summary>
    public string? HostKeyFile { get; init; }

    /// <summary>Forwards from this side to the other, in the words of ssh's own <c>-L</c>.</summary>
    public required IReadOnlyList<string> LocalForwards { get; init; }

    /// <summary>Forwards from the other side to this, in the words of ssh's own <c>-R</c>.</summary>
    public required IReadOnlyList<string> RemoteForwards { get; init; }

    /// <summary>The socket that <c>-lsock</c> names, an absolute path; null without one.</summary>
    public string? LocalSocket { get; init; }

    public bool Verbose { get; init; }

    public required string ListenAddress { get; init; }

    /// <summary>0 lets the system choose one.</summary>
    public required int ListenPort { get; init; }
}
