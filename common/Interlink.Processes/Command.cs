namespace Interlink.Processes;

/// <summary>A program to run, without a shell in between.</summary>
public sealed record Command
{
    /// <summary>The default of <see cref="OutputLimitBytes"/>: 16 MiB.</summary>
    public const int DefaultOutputLimitBytes = 16 * 1024 * 1024;

    /// <summary>Creates a command.</summary>
    public Command()
    {
    }

    /// <summary>Creates a command.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public Command(string executable, params IReadOnlyList<string> arguments)
    {
        Executable = executable;
        Arguments = arguments;
    }

    /// <summary>A path, or a name that is looked up in <c>PATH</c>. A relative path is taken from <see cref="WorkingDirectory"/>.</summary>
    public required string Executable { get; init; }

    /// <summary>The arguments, each passed as it is; without NUL.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Changes to this process' environment: a value sets a variable, null removes it.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the program starts; null means where this process is.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What the program reads on its standard input; null means <c>/dev/null</c>.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; init; }

    /// <summary>
    /// How long the program may run; null means without limit. After it the program is ended, see <see cref="KillGrace"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How long the program and its children have between SIGTERM and SIGKILL when they are ended; zero sends SIGKILL at once.
    /// </summary>
    public TimeSpan KillGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The most bytes that standard output and standard error may have, each; more is a <see cref="CommandOutputTooLargeException"/>.
    /// </summary>
    public int OutputLimitBytes { get; init; } = DefaultOutputLimitBytes;

    /// <summary>
    /// Takes standard error line by line as it is written; the result has none then, and <see cref="OutputLimitBytes"/> does not bound it. A
    /// line longer than 8 KiB comes in pieces. It is called between all that happens to other commands: it must be quick and not throw.
    /// </summary>
    public Action<string>? StandardErrorLine { get; init; }

    /// <summary>
    /// True to have the kernel kill the program when this process dies, of SIGKILL too: see <see cref="Tether"/>, which the program's
    /// <c>Main</c> has to call. A program that cannot be started ends with exit code 127 then, and a sentence on standard error.
    /// </summary>
    public bool Tethered { get; init; }

    /// <summary>
    /// The command as a line for messages and logs, quoted for a shell. The environment, which may hold secrets, is not in it.
    /// </summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Executable).Select(ShellWords.Quote));
}
