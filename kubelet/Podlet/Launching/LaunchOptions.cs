namespace Interlink.Podlet.Launching;

/// <summary>The command line of <c>podlet launch</c>, which one podlet writes and another reads.</summary>
internal sealed record LaunchOptions
{
    /// <summary>The process that must be the parent: the container dies with it.</summary>
    public required int Parent { get; init; }

    /// <summary>The file for standard output and error; null leaves those of podlet.</summary>
    public string? Log { get; init; }

    /// <summary>The folder to start in; null leaves podlet's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>True when nothing the program starts may gain privileges by its file's mode.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The words after the program's name.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        List<string> arguments = ["launch", "--parent", Parent.ToString()];
        if (Log is not null)
            arguments.AddRange(["--log", Log]);
        if (WorkingDirectory is not null)
            arguments.AddRange(["--cwd", WorkingDirectory]);
        if (NoNewPrivileges)
            arguments.AddRange(["--privileges", "none-new"]);
        arguments.Add("--");
        arguments.AddRange(Words);
        return arguments;
    }

    /// <summary>Reads what <see cref="ToArguments"/> wrote; null when it is something else.</summary>
    public static LaunchOptions? Parse(string[] arguments)
    {
        int parent = 0;
        string? log = null;
        string? directory = null;
        bool noNewPrivileges = false;
        int at = 1;
        for (; at + 1 < arguments.Length && arguments[at] != "--"; at += 2)
        {
            string value = arguments[at + 1];
            switch (arguments[at])
            {
                case "--parent" when int.TryParse(value, out parent): break;
                case "--log": log = value; break;
                case "--cwd": directory = value; break;
                case "--privileges": noNewPrivileges = true; break;
                default: return null;
            }
        }

        if (parent == 0 || at + 1 >= arguments.Length)
            return null;
        return new LaunchOptions
        {
            Parent = parent,
            Log = log,
            WorkingDirectory = directory,
            NoNewPrivileges = noNewPrivileges,
            Words = arguments[(at + 1)..],
        };
    }
}
