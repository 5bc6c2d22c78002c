namespace Interlink.Podlet.Executing;

/// <summary>What a program gets as its input, output and error.</summary>
/// <param name="Input">A descriptor.</param>
/// <param name="Output">A descriptor, for errors as well.</param>
/// <param name="IsTerminal">True when both are a terminal, which the program then controls.</param>
internal readonly record struct StandardFiles(int Input, int Output, bool IsTerminal)
{
    public static StandardFiles Of(PseudoTerminal terminal) => new(terminal.ProgramEnd, terminal.ProgramEnd, IsTerminal: true);
}
