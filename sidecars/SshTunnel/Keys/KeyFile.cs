namespace Interlink.SshTunnel.Keys;

/// <summary>Reads the files with keys, anew for each connection: they may be replaced while the program runs.</summary>
internal static class KeyFile
{
    private const int LargestBytes = 1024 * 1024;

    /// <param name="flag">The flag that names the file, for the sentence.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="KeyFileException">It cannot be read.</exception>
    public static byte[] Read(string flag, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var content = new byte[LargestBytes];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length < content.Length ? content[..length] : throw new KeyFileException($"{flag} {path} is too large to be a key.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyFileException($"{flag} {path} cannot be read: {failure.Message}", failure);
        }
    }
}
