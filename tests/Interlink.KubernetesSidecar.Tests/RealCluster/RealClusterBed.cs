using Interlink.Kubernetes.Tests.Servers;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>The API server of a test class, where there can be one.</summary>
public sealed class RealClusterBed : IAsyncLifetime
{
    private RealApiServer? server;

    /// <summary>To be asked only by tests that are not skipped.</summary>
    public RealApiServer Server => server!;

    public async Task InitializeAsync() => server = RealApiServer.Missing is null ? await RealApiServer.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}
