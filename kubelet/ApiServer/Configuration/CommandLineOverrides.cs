namespace Interlink.ApiServer.Configuration;

/// <summary>What the command line says about logs.</summary>
/// <param name="Verbose"><c>--verbose</c>: debug messages too.</param>
/// <param name="ErrorsOnly"><c>--errorsonly</c>: nothing but errors, unless <paramref name="Verbose"/>, as in Go.</param>
internal sealed record CommandLineOverrides(bool Verbose = false, bool ErrorsOnly = false);
