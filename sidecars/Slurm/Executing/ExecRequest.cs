namespace Interlink.Slurm.Executing;

/// <summary>What somebody wants to run inside a container.</summary>
/// <param name="Input">True when the program reads the caller's standard input.</param>
/// <param name="Terminal">True when it gets a terminal of its own.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed record ExecRequest(bool Input, bool Terminal, IReadOnlyList<string> Words);
