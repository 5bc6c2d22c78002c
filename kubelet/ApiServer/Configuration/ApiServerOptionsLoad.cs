namespace Interlink.ApiServer.Configuration;

/// <summary>The outcome of reading the configuration.</summary>
/// <param name="Options">The options; null when there are problems.</param>
/// <param name="Problems">All that keeps the program from starting, one sentence each.</param>
/// <param name="Warnings">What was read but will not do what its writer may expect, one sentence each.</param>
/// <param name="KnownKeys">Every key at the top of the file that has a meaning.</param>
internal sealed record ApiServerOptionsLoad(
    ApiServerOptions? Options, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, IReadOnlyList<string> KnownKeys);
