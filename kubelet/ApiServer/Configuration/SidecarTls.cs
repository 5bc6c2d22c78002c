namespace Interlink.ApiServer.Configuration;

/// <summary>Whom an <c>https://</c> sidecar is believed, and what is shown to it. The files are PEM and are read again when they change.</summary>
/// <param name="CACertFile">The only CAs that may have issued the sidecar's certificate; null for the machine's.</param>
/// <param name="CertFile">The certificate shown to the sidecar, followed by its intermediates; null for none.</param>
/// <param name="KeyFile">That certificate's key; null for none.</param>
internal sealed record SidecarTls(string? CACertFile, string? CertFile, string? KeyFile)
{
    /// <summary>The files there are.</summary>
    public IEnumerable<string> Files => new[] { CACertFile, CertFile, KeyFile }.OfType<string>();
}
