using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

public sealed partial class ResourceClient
{
    private const int ListRestarts = 3;

    /// <summary>Reads one object.</summary>
    public Task<JsonObject> GetAsync(string name, CancellationToken cancellationToken) => GetAsync(name, null, cancellationToken);

    /// <summary>Reads an object's subresource, for example <c>status</c> or <c>scale</c>.</summary>
    public Task<JsonObject> GetAsync(string name, string? subresource, CancellationToken cancellationToken) =>
        AskAsync(Request(HttpMethod.Get, "read", name, subresource), cancellationToken);

    /// <summary>Reads one object; null when it is not there.</summary>
    public async Task<JsonObject?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>All objects, page by page.</summary>
    public Task<ObjectList<JsonObject>> ListAsync(ListOptions options, CancellationToken cancellationToken) =>
        ListAsync(options, static item => item, cancellationToken);

    /// <summary>
    /// All objects, page by page, of each only what <paramref name="project"/> makes of it. When the server has forgotten the state that the
    /// pages are of, the list begins again, so it is always of one state; one that goes on from <see cref="ListOptions.Continue"/> fails.
    /// </summary>
    public async Task<ObjectList<T>> ListAsync<T>(ListOptions options, Func<JsonObject, T> project, CancellationToken cancellationToken)
    {
        for (int restart = 0; ; restart++)
        {
            var items = new List<T>();
            // After some restarts the pages are too slow for this server: one page for all.
            ListOptions page = restart < ListRestarts ? options : options with { PageSize = 0 };
            try
            {
                while (true)
                {
                    ObjectList<T> part = await ListPageAsync(page, project, cancellationToken).ConfigureAwait(false);
                    items.AddRange(part.Items);
                    if (part.Continue is null)
                    {
                        return new ObjectList<T>(items, part.ResourceVersion);
                    }

                    // A continue token stands for the version, too; the server refuses both together.
                    page = page with { Continue = part.Continue, ResourceVersion = null, ResourceVersionMatch = null };
                }
            }
            catch (KubernetesException e) when (
                e.IsExpired && page.Continue is not null && options.Continue is null && restart < ListRestarts)
            {
            }
        }
    }

    /// <summary>One page.</summary>
    public Task<ObjectList<T>> ListPageAsync<T>(ListOptions options, Func<JsonObject, T> project, CancellationToken cancellationToken) =>
        _transport.AskAsync(
            Request(HttpMethod.Get, "list", null, null, options.Query()),
            (body, token) => new ListBody<T>(Type, project).ReadAsync(body, token),
            cancellationToken);
}
