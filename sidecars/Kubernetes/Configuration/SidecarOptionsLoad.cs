namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>The outcome of reading the configuration.</summary>
/// <param name="Options">The options; null when there are problems.</param>
/// <param name="Problems">All that keeps the program from starting, one sentence each.</param>
/// <param name="Warnings">What was read but will not do what its writer may expect, one sentence each.</param>
internal sealed record SidecarOptionsLoad(SidecarOptions? Options, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    /// <summary>Every key that was asked for, as <c>section.key</c>.</summary>
    public IReadOnlySet<string> KnownKeys { get; init; } = new HashSet<string>();
}
