namespace Interlink.Hosting.Listening;

/// <summary>How a listener proves who it is, and whom it lets in. The files are PEM and are read again when they change.</summary>
/// <param name="CertFile">The certificate, followed by its intermediates.</param>
/// <param name="KeyFile">The certificate's private key, not encrypted.</param>
/// <param name="CACertFile">When given, a client must show a certificate that one of these CAs issued; no other CA counts.</param>
public sealed record TlsOptions(string CertFile, string KeyFile, string? CACertFile = null);
