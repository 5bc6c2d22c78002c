using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Statuses;

namespace Interlink.ApiServer.Sidecars;

/// <summary>One sidecar and what is known of its pods.</summary>
internal sealed record Sidecar(SidecarOptions Options, SidecarClient Client, StatusBoard Board)
{
    public string Name => Options.Name;
}
