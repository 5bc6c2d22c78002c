using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>The servers of all classes of this collection, each started by the first test that speaks to it.</summary>
[CollectionDefinition(nameof(ServerBed))]
public sealed class ServerBed : IAsyncLifetime, ICollectionFixture<ServerBed>
{
    private FakeApiServer? _fake;
    private Task<RealApiServer>? _real;

    public async Task InitializeAsync() => _fake = await FakeApiServer.StartAsync();

    /// <summary>A client, and a namespace for it.</summary>
    public async Task<KubernetesClient> ClientAsync(Server server, string space)
    {
        KubernetesClient client = await ClientAsync(server, new JsonObject());
        await client.Resource(ResourceTypes.Namespaces).CreateAsync(
            Sample.Parse($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{space}}"} }"""), CancellationToken.None);
        return client;
    }

    /// <summary>A client whose kubeconfig says more of its user.</summary>
    public async Task<KubernetesClient> ClientAsync(Server server, JsonObject user) =>
        server == Server.Fake ? _fake!.Client(user) : (await (_real ??= RealApiServer.StartAsync())).Client(user);

    /// <summary>The server forgets the history up to a version.</summary>
    public async Task ForgetAsync(Server server, string version)
    {
        if (server == Server.Fake)
        {
            _fake!.Store.Compact();
        }
        else
        {
            await (await _real!).ForgetAsync(version);
        }
    }

    public async Task DisposeAsync()
    {
        await _fake!.DisposeAsync();
        if (_real is { IsCompletedSuccessfully: true })
        {
            await (await _real).DisposeAsync();
        }
    }
}
