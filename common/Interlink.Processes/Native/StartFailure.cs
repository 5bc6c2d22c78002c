using System.Runtime.InteropServices;

namespace Interlink.Processes.Native;

/// <summary>Why a program cannot be started, in words.</summary>
internal static class StartFailure
{
    /// <summary>Refuses what C strings cannot hold; values are not shown, as they may be secrets.</summary>
    public static void RefuseImpossible(Command command)
    {
        if (command.Executable.Length == 0)
        {
            throw new CommandStartException("A program without a name cannot be started.");
        }

        bool nul = command.Executable.Contains('\0') || command.Arguments.Any(argument => argument.Contains('\0'))
            || (command.WorkingDirectory?.Contains('\0') ?? false);
        if (nul)
        {
            throw new CommandStartException($"{Shown(command)} cannot be started: an argument holds the character NUL.");
        }

        foreach ((string name, string? value) in command.Environment)
        {
            if (name.Length == 0 || name.AsSpan().IndexOfAny('=', '\0') >= 0 || (value?.Contains('\0') ?? false))
            {
                throw new CommandStartException(
                    $"{Shown(command)} cannot be started: the variable \"{name.Replace('\0', '?')}\" "
                    + "has '=' or NUL in its name, no name, or NUL in its value.");
            }
        }
    }

    public static CommandStartException Describe(Command command, int errno)
    {
        string reason = errno switch
        {
            Libc.ENoent or Libc.EAcces when command.WorkingDirectory is { } folder && !Directory.Exists(folder) =>
                $"there is no folder {folder} to start it in",
            Libc.ENoent when !command.Executable.Contains('/') => "no such file in PATH",
            Libc.ENoent when File.Exists(command.Executable) => "the interpreter or loader it names does not exist",
            Libc.ENoent => "no such file",
            Libc.EAcces => "permission denied; it must be a file that may be executed",
            Libc.ENoexec => "it is neither a program for this machine nor a script with a #! line",
            Libc.E2Big => "its arguments and environment are too long",
            _ => Marshal.GetPInvokeErrorMessage(errno),
        };
        return new CommandStartException($"{Shown(command)} cannot be started: {reason}.");
    }

    private static string Shown(Command command) => command.Executable.Replace('\0', '?');
}
