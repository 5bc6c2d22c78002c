namespace Interlink.SshTunnel.Keys;

/// <summary>A file with a key that cannot be used. The message is a sentence that names the file and the way out.</summary>
internal sealed class KeyFileException(string message, Exception? innerException = null) : Exception(message, innerException);
