using Interlink.Podlet.Native;

namespace Interlink.Podlet.Launching;

/// <summary>Starts podlet once more as a child in a session of its own.</summary>
internal static unsafe class OwnSpawn
{
    private const int OpaqueSize = 512;
    private const short NewSession = 0x80;

    public delegate void FileActions(byte* actions);

    /// <summary>The child's process id. It inherits the blocked signals.</summary>
    /// <exception cref="PodletException">The system gives no process.</exception>
    public static int Start(IReadOnlyList<string> arguments, IReadOnlyList<byte[]> environment, FileActions addActions)
    {
        // Larger than either structure on any libc; both are opaque.
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        LibC.NewFileActions(actions);
        LibC.NewSpawnAttributes(attributes);
        try
        {
            LibC.SetSpawnFlags(attributes, NewSession);
            addActions(actions);
            using Utf8Block words = new([OwnProgram.Path, .. arguments]);
            using Utf8Block variables = new(environment);
            int id;
            int error = LibC.Spawn(&id, words.First, actions, attributes, words.Pointers, variables.Pointers);
            return error == 0
                ? id
                : throw new PodletException(ExitCodes.CannotStart, $"no new process for \"{arguments[^1]}\": {Errno.Text(error)}.");
        }
        finally
        {
            LibC.DestroyFileActions(actions);
            LibC.DestroySpawnAttributes(attributes);
        }
    }
}
