namespace Interlink.Slurm.Configuration;

/// <summary>What the command line says; it beats environment and file.</summary>
/// <param name="Verbose"><c>--verbose</c>: debug messages too.</param>
/// <param name="ErrorsOnly"><c>--errorsonly</c>: nothing but errors, unless <paramref name="Verbose"/>, as in Go.</param>
internal sealed record CommandLineOverrides(bool Verbose = false, bool ErrorsOnly = false);
