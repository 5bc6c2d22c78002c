namespace Interlink.Podlet.Executing;

/// <summary>The command line of <c>podlet exec</c>.</summary>
/// <param name="Folder">The pod's job folder.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Input">True when the program reads this process's standard input.</param>
/// <param name="Terminal">True when it gets a terminal of its own.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed record ExecOptions(string Folder, string Container, bool Input, bool Terminal, IReadOnlyList<string> Words)
{
    /// <summary>Reads <c>FOLDER CONTAINER [-i] [-t] -- WORDS</c>; null when it is something else.</summary>
    public static ExecOptions? Parse(ReadOnlySpan<string> arguments)
    {
        List<string> names = [];
        (bool input, bool terminal) = (false, false);
        for (int at = 0; at < arguments.Length; at++)
        {
            switch (arguments[at])
            {
                case "--" when names.Count == 2 && at + 1 < arguments.Length:
                    return new ExecOptions(names[0], names[1], input, terminal, arguments[(at + 1)..].ToArray());
                case "-i" or "--stdin": input = true; break;
                case "-t" or "--tty": terminal = true; break;
                case "-it" or "-ti": (input, terminal) = (true, true); break;
                case ['-', ..]: return null;
                default: names.Add(arguments[at]); break;
            }
        }

        return null;
    }
}
