using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>A server over TLS, and a folder for kubeconfigs that lead to it.</summary>
/// <param name="host">The name in the server's certificate; null for its address.</param>
public abstract class AccessScene(string? host = null) : IAsyncLifetime
{
    private protected AccessFolder Folder { get; } = new();

    private protected FakeCertificate Certificate { get; } = host is null ? FakeCertificate.Create() : FakeCertificate.Create(host);

    /// <summary>A test may put another in its place.</summary>
    private protected FakeApiServer Server { get; set; } = null!;

    public async Task InitializeAsync() => Server = await FakeApiServer.StartAsync(Certificate);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Certificate.Dispose();
        Folder.Dispose();
    }
}
