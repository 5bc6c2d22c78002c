using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Kubernetes;

/// <summary>
/// Speaks to one API server. Objects are JSON, so that no field of any Kubernetes version is lost. Safe for any number of threads; keep one
/// for the life of a program.
/// </summary>
public sealed class KubernetesClient : IDisposable
{
    private readonly ApiTransport _transport;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="access">Where the server is and who asks.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="logger">Where repetitions are told; null for nowhere.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public KubernetesClient(ClusterAccess access, KubernetesOptions? options = null, ILogger? logger = null, TimeProvider? time = null)
    {
        Access = access;
        _transport = new ApiTransport(access, options ?? new(), logger ?? NullLogger.Instance, time ?? TimeProvider.System);
    }

    /// <summary>Where the server is.</summary>
    public ClusterAccess Access { get; }

    /// <summary>The objects of a kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="space">The namespace; null for all, or for kinds without.</param>
    public ResourceClient Resource(ResourceType type, string? space = null) => new(_transport, type, space);

    /// <summary>Logs, commands, ports and eviction of pods.</summary>
    public PodClient Pods(string space) => new(_transport, space);

    /// <summary>Which kinds the server serves.</summary>
    public ServedKinds Kinds => new(_transport);

    /// <summary>The server's version, for example <c>gitVersion: v1.32.4</c>.</summary>
    public Task<JsonObject> VersionAsync(CancellationToken cancellationToken) =>
        _transport.AskAsync(new ApiRequest(HttpMethod.Get, "version", "read the version"), JsonBody.ReadAsync, cancellationToken);

    /// <summary>Closes connections; streams that are open go on until they are disposed.</summary>
    public void Dispose() => _transport.Dispose();
}
