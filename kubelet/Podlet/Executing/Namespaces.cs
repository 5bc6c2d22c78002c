using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>The namespaces a process is in.</summary>
internal static unsafe class Namespaces
{
    /// <summary>All kinds but the users', in the order they are entered: the mounts last, for the others are files in /proc.</summary>
    public static readonly string[] Kinds = ["cgroup", "ipc", "uts", "net", "pid", "mnt"];

    public const string Users = "user";

    /// <summary>The kernel's name for one of them, the same for all processes in it.</summary>
    /// <exception cref="UnauthorizedAccessException">The process is of another user or has more rights than this one.</exception>
    /// <exception cref="IOException">The process is gone.</exception>
    public static string Read(int process, string kind)
    {
        const int Room = 64;
        byte* name = stackalloc byte[Room];
        using Utf8Block path = new([$"/proc/{process}/ns/{kind}"]);
        nint length = LibC.ReadLink(path.First, name, Room);
        if (length >= 0)
            return Encoding.ASCII.GetString(name, (int)length);
        int error = Errno.Last;
        throw error is Errno.AccessDenied or Errno.NotPermitted
            ? new UnauthorizedAccessException($"process {process} cannot be looked at: {Errno.Text(error)}.")
            : new IOException($"process {process} cannot be looked at: {Errno.Text(error)}.");
    }
}
