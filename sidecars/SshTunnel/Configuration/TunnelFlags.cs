namespace Interlink.SshTunnel.Configuration;

/// <summary>The flags as they were given.</summary>
internal sealed record TunnelFlags
{
    public string? Address { get; init; }

    public string? User { get; init; }

    public string? KeyFile { get; init; }

    public string? RemotePort { get; init; }

    public string? LocalSocket { get; init; }

    public string? HostKeyFile { get; init; }

    public bool Strict { get; init; }

    public IReadOnlyList<string> LocalForwards { get; init; } = [];

    public IReadOnlyList<string> RemoteForwards { get; init; } = [];

    public string? Listen { get; init; }

    public bool Verbose { get; init; }
}
