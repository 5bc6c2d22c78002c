namespace Interlink.SshTunnel.Sessions;

/// <summary>How a connection ended.</summary>
/// <param name="Reason">A sentence without a full stop.</param>
/// <param name="Up">How long the forwards had been in place; zero when they never were.</param>
internal sealed record SessionEnd(string Reason, TimeSpan Up);
