using System.Text.Json.Nodes;

namespace Interlink.ApiServer.Configuration;

/// <summary>How a script comes about that replaces a pod's containers.</summary>
internal sealed record JobScriptOptions
{
    /// <summary>What script builders are told (<c>jobConfig</c> on the wire); null when the file has none.</summary>
    public JsonObject? BuildConfig { get; init; }

    /// <summary>The path of a Go text template; null for none.</summary>
    public string? Template { get; init; }

    /// <summary>Where a <c>jobscriptURL</c> may point to; empty allows none.</summary>
    public IReadOnlyList<JobScriptHost> Hosts { get; init; } = [];

    /// <summary>The only CAs that script builders' certificates may come from; null for the machine's.</summary>
    public string? CACertFile { get; init; }
}
