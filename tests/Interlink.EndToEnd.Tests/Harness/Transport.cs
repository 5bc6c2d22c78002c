namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Where the sidecar listens.</summary>
public enum Transport
{
    UnixSocket,
    Tcp,
}
