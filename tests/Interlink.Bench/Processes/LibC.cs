using System.Runtime.InteropServices;

namespace Interlink.Bench.Processes;

/// <summary>What is called in the C library: the framework's own way to start a program costs more than what is measured here.</summary>
internal static unsafe partial class LibC
{
    public const int WriteAppendCreate = 1 | 0x400 | 0x40;

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int AddOpen(void* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawnp")]
    public static partial int Spawn(out int process, byte* file, void* actions, void* attributes, byte** words, byte** environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    public static partial int Wait(int process, out int status, int options, long* usage);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "usleep")]
    public static partial int Sleep(uint microseconds);
}
