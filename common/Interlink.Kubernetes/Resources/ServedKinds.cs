using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

/// <summary>Asks the server which kinds it serves.</summary>
public sealed class ServedKinds
{
    private readonly ApiTransport _transport;

    internal ServedKinds(ApiTransport transport) => _transport = transport;

    /// <summary>The kinds of one group and version.</summary>
    /// <param name="apiVersion">For example <c>v1</c> or <c>apps/v1</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The kinds, without their subresources; empty when the server knows nothing of the group or the version.</returns>
    public async Task<IReadOnlyList<ResourceType>> OfAsync(string apiVersion, CancellationToken cancellationToken)
    {
        string[] parts = apiVersion.Split('/');
        if (parts.Length > 2 || parts.Any(part => part.Length == 0))
        {
            throw new ArgumentException($"\"{apiVersion}\" is no version as v1 or apps/v1.", nameof(apiVersion));
        }

        string path = (parts.Length == 1 ? "api/" : "apis/") + string.Join('/', parts.Select(Uri.EscapeDataString));
        try
        {
            var request = new ApiRequest(HttpMethod.Get, path, $"read the kinds of {apiVersion}");
            JsonObject answer = await _transport.AskAsync(request, JsonBody.ReadAsync, cancellationToken).ConfigureAwait(false);
            (string group, string version) = parts.Length == 1 ? ("", parts[0]) : (parts[0], parts[1]);
            return
            [
                .. (answer["resources"] as JsonArray ?? []).OfType<JsonObject>()
                    .Where(entry => !Text(entry, "name").Contains('/', StringComparison.Ordinal))
                    .Select(entry => new ResourceType(group, version, Text(entry, "name"), Text(entry, "kind"),
                        entry["namespaced"]?.GetValueKind() == JsonValueKind.True)),
            ];
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return [];
        }
    }

    /// <summary>The groups and the version of each that the server prefers, for example <c>apps/v1</c>; <c>v1</c> is the first.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, "apis", "read the groups of kinds");
        JsonObject answer = await _transport.AskAsync(request, JsonBody.ReadAsync, cancellationToken).ConfigureAwait(false);
        return
        [
            "v1",
            .. (answer["groups"] as JsonArray ?? []).OfType<JsonObject>()
                .Select(group => group["preferredVersion"] is JsonObject preferred ? Text(preferred, "groupVersion") : "")
                .Where(version => version.Length > 0),
        ];
    }

    /// <summary>The kind of an object, by what it says of itself; null when the server does not serve it.</summary>
    public async Task<ResourceType?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        (await OfAsync(apiVersion, cancellationToken).ConfigureAwait(false)).FirstOrDefault(type => type.Kind == kind);

    private static string Text(JsonObject json, string field) =>
        json[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";
}
