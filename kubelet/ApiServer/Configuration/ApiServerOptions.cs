using Interlink.ApiServer.Access;
using Interlink.Hosting;

namespace Interlink.ApiServer.Configuration;

/// <summary>All that the API server is told; validated at the start, fixed afterwards.</summary>
internal sealed record ApiServerOptions
{
    public required HostOptions Host { get; init; }

    /// <summary>The sidecars, the default one first; at least one.</summary>
    public required IReadOnlyList<SidecarOptions> Sidecars { get; init; }

    /// <summary>The annotation by which a pod names its sidecar; null when pods have no say.</summary>
    public string? SidecarAnnotation { get; init; }

    /// <summary>Whose tokens callers may show; null when no issuer's.</summary>
    public OidcOptions? Oidc { get; init; }

    public JobScriptOptions JobScripts { get; init; } = new();

    public StatusOptions Statuses { get; init; } = new();

    /// <summary>How long a caller is kept waiting at most: Go peers give up after 120 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(110);
}
