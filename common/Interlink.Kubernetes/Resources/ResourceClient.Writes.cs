using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

public sealed partial class ResourceClient
{
    /// <summary>
    /// Creates an object. It is never sent a second time when the first may have arrived: see <see cref="KubernetesException.FateUnknown"/>.
    /// </summary>
    /// <returns>The object as the server has it.</returns>
    public Task<JsonObject> CreateAsync(JsonObject json, CancellationToken cancellationToken) => CreateAsync(json, null, cancellationToken);

    /// <inheritdoc cref="CreateAsync(JsonObject, CancellationToken)"/>
    public Task<JsonObject> CreateAsync(JsonObject json, WriteOptions? options, CancellationToken cancellationToken)
    {
        var view = new ObjectView(json);
        string name = view.Name.Length > 0 ? view.Name : (json["metadata"]?["generateName"] is { } prefix ? $"{prefix}…" : "(without a name)");
        var request = new ApiRequest(HttpMethod.Post, PathOf(null, null) + options?.Query(), $"create {Shown(name)}");
        return AskAsync(request.With(json), cancellationToken);
    }

    /// <summary>
    /// Writes to a subresource that answers, for example <c>token</c>, <c>eviction</c> or <c>binding</c>. An eviction that is not allowed now
    /// (429) is told at once.
    /// </summary>
    public Task<JsonObject> CreateAsync(string name, string subresource, JsonObject json, CancellationToken cancellationToken) => AskAsync(
        Request(HttpMethod.Post, "create", name, subresource).With(json) with { Patient = subresource != "eviction" }, cancellationToken);

    /// <summary>Replaces an object. With its resource version, only if it has not changed since.</summary>
    public Task<JsonObject> ReplaceAsync(JsonObject json, CancellationToken cancellationToken) =>
        ReplaceAsync(json, null, null, cancellationToken);

    /// <summary>Replaces an object's subresource, for example <c>status</c>.</summary>
    public Task<JsonObject> ReplaceAsync(JsonObject json, string? subresource, WriteOptions? options, CancellationToken cancellationToken) =>
        AskAsync(
            Request(HttpMethod.Put, "replace", new ObjectView(json).Name, subresource, options?.Query()).With(json), cancellationToken);

    /// <summary>Changes an object.</summary>
    public Task<JsonObject> PatchAsync(string name, Patch patch, CancellationToken cancellationToken) =>
        PatchAsync(name, patch, null, null, cancellationToken);

    /// <summary>Changes an object, or only its subresource, for example <c>status</c>.</summary>
    public Task<JsonObject> PatchAsync(
        string name, Patch patch, string? subresource, WriteOptions? options, CancellationToken cancellationToken)
    {
        if (patch.IsApply && string.IsNullOrEmpty(options?.FieldManager))
        {
            throw new ArgumentException("Server-side apply needs a field manager.", nameof(options));
        }

        return AskAsync(
            Request(HttpMethod.Patch, "change", name, subresource, options?.Query()).With(patch.Body) with { ContentType = patch.ContentType },
            cancellationToken);
    }

    /// <summary>Deletes an object.</summary>
    /// <returns>The object while it has still to end, else a Status.</returns>
    public Task<JsonObject> DeleteAsync(string name, CancellationToken cancellationToken) => DeleteAsync(name, null, cancellationToken);

    /// <inheritdoc cref="DeleteAsync(string, CancellationToken)"/>
    public Task<JsonObject> DeleteAsync(string name, DeleteOptions? options, CancellationToken cancellationToken) =>
        AskAsync(Request(HttpMethod.Delete, "delete", name, null).With((options ?? new()).Body()), cancellationToken);

    /// <summary>Deletes an object; false when it was not there, or, with a UID in the options, was another one.</summary>
    public async Task<bool> DeleteIfThereAsync(string name, DeleteOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(name, options, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesException e) when (e.IsNotFound || (e.IsConflict && options?.Uid is not null && options.ResourceVersion is null))
        {
            return false;
        }
    }

    /// <summary>Deletes all objects that the options mean.</summary>
    public Task<JsonObject> DeleteCollectionAsync(ListOptions which, DeleteOptions? options, CancellationToken cancellationToken) =>
        AskAsync(
            Request(HttpMethod.Delete, "delete", null, null, (which with { PageSize = 0 }).Query()).With((options ?? new()).Body()),
            cancellationToken);
}
