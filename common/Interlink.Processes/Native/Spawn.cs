using System.Collections;
using System.Text;

namespace Interlink.Processes.Native;

/// <summary>
/// Starts a program by posix_spawn: in the address space of this process until the exec, so it costs the same however large this process
/// is,
/// and a failed exec is told at once.
/// </summary>
internal static unsafe class Spawn
{
    /// <summary>More than the size of posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t in any Linux C library.</summary>
    private const int OpaqueSize = 1024;

    /// <summary>
    /// Starts the program and returns its process id. The descriptors become its standard streams; -1 is <c>/dev/null</c>.
    /// </summary>
    public static int Start(Command command, int input, int output, int error)
    {
        using var arguments = new NativeStrings([command.Executable, .. command.Arguments]);
        using var environment = new NativeStrings(Environment(command.Environment));
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        Libc.ActionsInit(actions);
        Libc.AttributesInit(attributes);
        try
        {
            fixed (byte* null0 = "/dev/null\0"u8, folder = Folder(command))
            {
                int failure = input < 0 ? Libc.ActionsOpen(actions, 0, null0, Libc.OReadOnly, 0) : Libc.ActionsDup(actions, input, 0);
                failure = failure != 0 ? failure : Libc.ActionsDup(actions, output, 1);
                failure = failure != 0 ? failure : Libc.ActionsDup(actions, error, 2);
                failure = failure != 0 ? failure : Libc.ActionsCloseFrom(actions, 3);
                failure = failure != 0 || folder is null ? failure : Libc.ActionsChdir(actions, folder);
                Isolate(attributes);

                int pid = 0;
                failure = failure != 0
                    ? failure
                    : Libc.Spawn(&pid, arguments.Pointer[0], actions, attributes, arguments.Pointer, environment.Pointer);
                return failure == 0 ? pid : throw StartFailure.Describe(command, failure);
            }
        }
        finally
        {
            Libc.ActionsDestroy(actions);
            Libc.AttributesDestroy(attributes);
        }
    }

    /// <summary>
    /// A group of its own, so that it can be ended with its children; signals as a shell would leave them (.NET ignores SIGPIPE).
    /// </summary>
    private static void Isolate(byte* attributes)
    {
        byte* signals = stackalloc byte[OpaqueSize];
        Libc.SigFillSet(signals);
        Libc.AttributesSigDefault(attributes, signals);
        Libc.SigEmptySet(signals);
        Libc.AttributesSigMask(attributes, signals);
        Libc.AttributesGroup(attributes, 0);
        Libc.AttributesFlags(attributes, Libc.SpawnSetPgroup | Libc.SpawnSetSigDef | Libc.SpawnSetSigMask);
    }

    private static byte[]? Folder(Command command) =>
        command.WorkingDirectory is { } folder ? Encoding.UTF8.GetBytes(folder + '\0') : null;

    private static List<string> Environment(IReadOnlyDictionary<string, string?> changes)
    {
        var variables = new List<string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!changes.ContainsKey(name))
            {
                variables.Add($"{name}={variable.Value}");
            }
        }

        foreach ((string name, string? value) in changes)
        {
            if (value is not null)
            {
                variables.Add($"{name}={value}");
            }
        }

        return variables;
    }
}
