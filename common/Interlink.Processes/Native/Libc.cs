using System.Runtime.InteropServices;

namespace Interlink.Processes.Native;

/// <summary>
/// The functions of the C library that start and watch processes and look at files. Those that cannot fail as they are used here answer nothing.
/// </summary>
internal static unsafe partial class Libc
{
    public const int SigKill = 9;
    public const int SigPipe = 13;
    public const int SigTerm = 15;
    public const int SigChld = 17;

    /// <summary>A signal's <c>SIG_DFL</c>.</summary>
    public const nint DefaultAction = 0;

    public const int EIntr = 4;
    public const int EAgain = 11;
    public const int ENoent = 2;
    public const int EAcces = 13;
    public const int ENoexec = 8;
    public const int E2Big = 7;

    public const int OCloexec = 0x80000;
    public const int ONonblock = 0x800;
    public const int OReadOnly = 0;
    public const int FSetfl = 4;
    public const int FDupfdCloexec = 1030;
    public const int WNoHang = 1;
    public const int WExited = 4;
    public const int WNoWait = 0x1000000;
    public const int PPid = 1;
    public const int ParentDeathSignal = 1;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short SpawnSetPgroup = 2;
    public const short SpawnSetSigDef = 4;
    public const short SpawnSetSigMask = 8;

    /// <summary>The number of <c>pidfd_open</c> is the same on every architecture; older C libraries have no function for it.</summary>
    public const nint SysPidfdOpen = 434;

    /// <summary>Paths are relative to the working folder.</summary>
    public const int AtCurrentFolder = -100;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Stat(int folder, string path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "__nss_configure_lookup", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConfigureNameService(string database, string services);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int fd, int operation, int argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial void Close(int fd);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollFd* fds, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial void Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int ControlProcess(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcessId();

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true)]
    public static partial int Execute(byte* file, byte** arguments);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int pid, int* status, int options);

    [LibraryImport("libc", EntryPoint = "waitid")]
    public static partial int WaitId(int idType, int id, void* info, int options);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial void SigEmptySet(void* set);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial void SigFillSet(void* set);

    [LibraryImport("libc", EntryPoint = "posix_spawnp")]
    public static partial int Spawn(int* pid, byte* file, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial void ActionsInit(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial void ActionsDestroy(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int ActionsDup(void* actions, int fd, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int ActionsOpen(void* actions, int fd, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int ActionsChdir(void* actions, byte* path);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    public static partial int ActionsCloseFrom(void* actions, int fd);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial void AttributesInit(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial void AttributesDestroy(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial void AttributesFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    public static partial void AttributesGroup(void* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial void AttributesSigDefault(void* attributes, void* set);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial void AttributesSigMask(void* attributes, void* set);
}
