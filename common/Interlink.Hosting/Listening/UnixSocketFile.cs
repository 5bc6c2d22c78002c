using System.Net.Sockets;
using System.Security.Cryptography;
using Interlink.Hosting.Native;
using Interlink.Processes.Files;

namespace Interlink.Hosting.Listening;

/// <summary>
/// A listening unix socket that appears at its path complete: nobody can connect before its mode is set, a socket left over by a dead
/// process is taken away, one that answers never is.
/// </summary>
internal sealed class UnixSocketFile
{
    /// <summary>What sun_path holds, without its ending NUL.</summary>
    public const int MaxPathBytes = 107;

    private const int NameBytes = 5;

    /// <summary>How much longer than its folder's path the path is that the socket is first bound to: <c>/.xxxxx/s</c>.</summary>
    public const int PrivateSuffixBytes = 2 + NameBytes + 2;

    private readonly string _path;
    private readonly FileIdentity _identity;

    private UnixSocketFile(string path, FileIdentity identity, Socket socket)
    {
        _path = path;
        _identity = identity;
        Socket = socket;
    }

    /// <summary>The socket, listening.</summary>
    public Socket Socket { get; }

    /// <summary>Creates the socket.</summary>
    /// <exception cref="HostStartException">The path is in use, is no socket, or cannot be written.</exception>
    public static UnixSocketFile Listen(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            throw new HostStartException($"The unix socket '{path}' cannot be created: make the folder '{folder}' first.");
        }

        var name = "." + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", NameBytes);
        var room = Path.Combine(folder, name);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Directory.CreateDirectory(room, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var bound = Path.Combine(room, "s");
            socket.Bind(new UnixDomainSocketEndPoint(bound));
            File.SetUnixFileMode(bound, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            // Listening before it is in place: a program that tests it in between must not take it for a stale one.
            socket.Listen();
            var identity = FileIdentity.Read(bound, followLinks: false) ?? throw new IOException("the new socket has disappeared");
            MoveIntoPlace(bound, path);
            return new UnixSocketFile(path, identity, socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is IOException or UnauthorizedAccessException or SocketException)
            {
                throw new HostStartException($"The unix socket '{path}' cannot be created: {e.Message}", e);
            }

            throw;
        }
        finally
        {
            RemoveRoom(room);
        }
    }

    /// <summary>Removes the file, if it is still this one.</summary>
    public void Remove()
    {
        _ = FolderLock.TryTake(Path.GetDirectoryName(_path)!, out var folderLock);
        using (folderLock)
        {
            if (FileIdentity.Read(_path, followLinks: false) is { } current && current.IsSameFileAs(_identity))
            {
                File.Delete(_path);
            }
        }
    }

    private static void MoveIntoPlace(string bound, string path)
    {
        var isFree = FolderLock.TryTake(Path.GetDirectoryName(path)!, out var folderLock);
        using (folderLock)
        {
            if (!isFree)
            {
                throw new HostStartException(
                    $"The folder of the unix socket '{path}' is locked, perhaps by another program that starts on the same " +
                    "socket: try again.");
            }

            RemoveStale(path);
            if (LibC.Rename(LibC.AtCurrentFolder, bound, LibC.AtCurrentFolder, path, LibC.RenameNoReplace) == 0)
            {
                return;
            }

            if (Path.Exists(path))
            {
                throw InUse(path);
            }

            // A file system without RENAME_NOREPLACE (NFS).
            File.Move(bound, path, overwrite: true);
        }
    }

    private static void RemoveStale(string path)
    {
        if (FileIdentity.Read(path, followLinks: false) is not { } found)
        {
            return;
        }

        if (!found.IsSocket)
        {
            throw new HostStartException($"'{path}' exists and is no socket: remove it, or choose another path for the socket.");
        }

        if (Answers(path))
        {
            throw InUse(path);
        }

        File.Delete(path);
    }

    /// <summary>True unless the connection is refused: a socket whose queue is full, or that we may not connect to, is alive.</summary>
    private static bool Answers(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        probe.Blocking = false;
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is not (SocketError.ConnectionRefused or SocketError.AddressNotAvailable);
        }
    }

    private static HostStartException InUse(string path) =>
        new($"Another program listens on the unix socket '{path}': stop it, or choose another path.");

    private static void RemoveRoom(string room)
    {
        try
        {
            if (Directory.Exists(room))
            {
                Directory.Delete(room, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty private folder left behind does no harm and must not hide the real outcome.
        }
    }
}
