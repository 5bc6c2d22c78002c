using Interlink.Kubernetes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Translation;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Cluster;

/// <summary>The remote cluster's API.</summary>
internal sealed class RemoteCluster(KubernetesClient client) : IDisposable
{
    /// <summary>Kinds that a pod needs, in the order in which they are deleted after it.</summary>
    public static IReadOnlyList<ObjectKinds> Sources { get; } = [ObjectKinds.ConfigMap, ObjectKinds.Secret, ObjectKinds.Claim];

    /// <summary>The API server's address.</summary>
    public Uri Server => client.Access.Server;

    /// <summary>Namespaces.</summary>
    public ResourceClient Namespaces => client.Resource(ResourceTypes.Namespaces);

    /// <summary>Nodes.</summary>
    public ResourceClient Nodes => client.Resource(ResourceTypes.Nodes);

    /// <exception cref="KubeConfigException">There is no way to the cluster.</exception>
    public static RemoteCluster Open(SidecarOptions options, string version, ILogger logger)
    {
        var services = new AccessServices { Logger = logger };
        var access = options.KubeConfigPath is null && options.KubeConfigText is null
            ? ClusterAccess.InCluster(services)
            : ClusterAccess.FromKubeConfig(
                new KubeConfigOptions
                {
                    Path = options.KubeConfigPath,
                    Content = options.KubeConfigText,
                    Context = options.Context,
                    Cluster = options.Cluster,
                    User = options.User,
                },
                services);
        var limits = new KubernetesOptions { UserAgent = $"kubernetes-sidecar/{version}", Attempts = 3 };
        return new RemoteCluster(new KubernetesClient(access, limits, logger));
    }

    /// <summary>Objects of a kind in one namespace, or in all.</summary>
    public ResourceClient Of(ObjectKinds kind, string? remoteNamespace) => client.Resource(TypeOf(kind), remoteNamespace);

    /// <summary>Logs of a namespace's pods.</summary>
    public PodClient Pods(string remoteNamespace) => client.Pods(remoteNamespace);

    public void Dispose() => client.Dispose();

    private static ResourceType TypeOf(ObjectKinds kind) => kind switch
    {
        ObjectKinds.Pod => ResourceTypes.Pods,
        ObjectKinds.ConfigMap => ResourceTypes.ConfigMaps,
        ObjectKinds.Secret => ResourceTypes.Secrets,
        ObjectKinds.Claim => ResourceTypes.PersistentVolumeClaims,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is not one kind."),
    };
}
