using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

/// <summary>
/// The objects of one kind, in one namespace or in all. Every method throws a <see cref="KubernetesException"/> when the call fails. Objects
/// are what the server sent; what is written is what was given.
/// </summary>
public sealed partial class ResourceClient
{
    private readonly ApiTransport _transport;
    private readonly string _collection;

    internal ResourceClient(ApiTransport transport, ResourceType type, string? space)
    {
        _transport = transport;
        Type = type;
        Namespace = type.Namespaced ? space : null;
        _collection = type.PathIn(Namespace);
    }

    /// <summary>The kind.</summary>
    public ResourceType Type { get; }

    /// <summary>The namespace; null for all, or for a kind that has none.</summary>
    public string? Namespace { get; }

    private ApiRequest Request(HttpMethod method, string verb, string? name, string? subresource, QueryText? query = null) =>
        new(method, PathOf(name, subresource) + query, $"{verb} {Shown(name, subresource)}");

    private Task<JsonObject> AskAsync(ApiRequest request, CancellationToken cancellationToken) =>
        _transport.AskAsync(request, JsonBody.ReadAsync, cancellationToken);

    internal string PathOf(string? name, string? subresource)
    {
        if (name is not null && Type.Namespaced && Namespace is null)
        {
            throw new InvalidOperationException($"A {Type} is known by namespace and name: ask for the objects of one namespace.");
        }

        // An empty name would mean the whole collection: a deletion of one would be one of all.
        if (name is not null && (name.Length == 0 || name is "." or ".."))
        {
            throw new ArgumentException($"\"{name}\" is no name of a {Type}.", nameof(name));
        }

        string path = name is null ? _collection : $"{_collection}/{Uri.EscapeDataString(name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    internal string Shown(string? name, string? subresource = null)
    {
        string space = Namespace is null ? "" : Namespace + "/";
        string of = subresource is null ? "" : $" ({subresource})";
        return name is not null ? $"{Type} {space}{name}{of}"
            : Namespace is null ? $"{Type} objects" : $"{Type} objects of namespace {Namespace}";
    }
}
