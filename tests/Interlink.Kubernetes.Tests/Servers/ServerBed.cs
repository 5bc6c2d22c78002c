using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>The servers of one test class, each started by the first test that speaks to it.</summary>
public sealed class ServerBed : IAsyncLifetime
{
    private FakeApiServer? _fake;
    private Task<RealApiServer>? _real;

    public async Task InitializeAsync() => _fake = await FakeApiServer.StartAsync();

    public async Task<KubernetesClient> ClientAsync(Server server) =>
        server == Server.Fake ? _fake!.Client() : (await (_real ??= RealApiServer.StartAsync())).Client();

    public async Task DisposeAsync()
    {
        await _fake!.DisposeAsync();
        if (_real is { IsCompletedSuccessfully: true })
        {
            await (await _real).DisposeAsync();
        }
    }
}
