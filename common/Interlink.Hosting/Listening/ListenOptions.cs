namespace Interlink.Hosting.Listening;

/// <summary>Where a program listens and who may call it.</summary>
public sealed record ListenOptions
{
    /// <summary>
    /// The path of a unix socket, absolute, at most 107 bytes; null or empty to listen on TCP. It wins over address and port, and TLS
    /// does not apply to it: the file's mode (0600) says who may connect.
    /// </summary>
    public string? UnixSocket { get; init; }

    /// <summary>
    /// The IP address, or <c>localhost</c>. Others than loopback need <see cref="Tls"/> with a client CA or <see cref="TokenFile"/>.
    /// </summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port, 0 to 65535; 0 lets the system choose one.</summary>
    public int Port { get; init; }

    /// <summary>Allows an address that is not loopback without any authentication of the caller.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Certificate and key; null for plain HTTP.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// A file that holds the bearer token every caller must show (all endpoints but the health ones); null or empty for none. It is read
    /// again when it changes.
    /// </summary>
    public string? TokenFile { get; init; }
}
