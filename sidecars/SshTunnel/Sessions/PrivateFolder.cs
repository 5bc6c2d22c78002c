using System.Text;
using Interlink.SshTunnel.Keys;

namespace Interlink.SshTunnel.Sessions;

/// <summary>
/// What ssh needs of files for one connection, in a folder that only this user can enter. Keys are copied: ssh refuses a private key that
/// others may read, which those that Kubernetes mounts are, and Go's program did not care.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    // ssh makes the socket under a name that is 17 bytes longer, and 107 are possible.
    private const int LongestControlPath = 107 - 17;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    private PrivateFolder(string path) => _path = path;

    /// <summary>The private key.</summary>
    public string Key => _path + "/key";

    /// <summary>The host keys; ssh adds the one it has met when none was known.</summary>
    public string KnownHosts => _path + "/known_hosts";

    /// <summary>The socket by which the connection is spoken to; there once the user has been let in.</summary>
    public string Control => _path + "/c";

    /// <summary>True once the connection takes orders.</summary>
    public bool IsConnected => File.Exists(Control);

    /// <exception cref="KeyFileException">There is no place for it.</exception>
    public static PrivateFolder Create(string privateKey, HostKeys hostKeys)
    {
        try
        {
            var folder = new PrivateFolder(Directory.CreateTempSubdirectory("ssh-tunnel-").FullName);
            folder.Fill(privateKey, hostKeys);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(
                $"The temporary folder {Path.GetTempPath()} cannot be used; name another by the variable TMPDIR: {failure.Message}", failure);
        }
    }

    /// <summary>Both keys are needed only while the connection is made.</summary>
    public void ForgetKeys()
    {
        File.Delete(Key);
        File.Delete(KnownHosts);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody who tidies up was faster.
        }
    }

    private void Fill(string privateKey, HostKeys hostKeys)
    {
        try
        {
            if (Encoding.UTF8.GetByteCount(Control) > LongestControlPath)
            {
                throw new IOException($"the path of a socket in it may have {LongestControlPath} bytes");
            }

            if (!_path.All(one => char.IsAsciiLetterOrDigit(one) || one is '/' or '.' or '-' or '_'))
            {
                throw new IOException("ssh gives characters in its path a meaning of their own");
            }

            Write(Key, privateKey);
            Write(KnownHosts, hostKeys.KnownHosts);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static void Write(string path, string content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(Encoding.Latin1.GetBytes(content));
    }
}
