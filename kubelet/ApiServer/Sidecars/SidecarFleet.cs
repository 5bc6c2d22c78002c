namespace Interlink.ApiServer.Sidecars;

/// <summary>All sidecars; closes them at the end.</summary>
internal sealed class SidecarFleet(IReadOnlyList<Sidecar> sidecars) : IAsyncDisposable
{
    public IReadOnlyList<Sidecar> Sidecars => sidecars;

    public async ValueTask DisposeAsync()
    {
        foreach (var sidecar in sidecars)
        {
            await sidecar.Board.DisposeAsync().ConfigureAwait(false);
            sidecar.Client.Dispose();
        }
    }
}
