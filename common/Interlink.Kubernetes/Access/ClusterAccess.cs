namespace Interlink.Kubernetes.Access;

/// <summary>
/// Where an API server is and who asks. What it was read from (kubeconfig, certificates, tokens) is read again when it changes on disk.
/// </summary>
public sealed class ClusterAccess
{
    private readonly Func<AccessSnapshot> _current;

    internal ClusterAccess(Func<AccessSnapshot> current) => _current = current;

    /// <summary>The API server's address.</summary>
    public Uri Server => Current.Server;

    /// <summary>The namespace that is meant when none is named.</summary>
    public string Namespace => Current.Namespace;

    internal AccessSnapshot Current => _current();

    /// <summary>By a kubeconfig.</summary>
    /// <exception cref="KubeConfigException">It cannot be used.</exception>
    public static ClusterAccess FromKubeConfig(KubeConfigOptions? options = null, AccessServices? services = null) =>
        KubeConfigAccess.Load(options ?? new(), services ?? new());

    /// <summary>As a pod of the cluster, by the service account that Kubernetes put into it.</summary>
    /// <exception cref="KubeConfigException">This is no pod, or one without a token.</exception>
    public static ClusterAccess InCluster(AccessServices? services = null) => InClusterAccess.Load(services ?? new());

    /// <summary>
    /// By the kubeconfig that is named or that <c>KUBECONFIG</c> names; else, in a pod, as that pod; else by <c>~/.kube/config</c>.
    /// </summary>
    /// <exception cref="KubeConfigException">None of them can be used.</exception>
    public static ClusterAccess Detect(KubeConfigOptions? options = null, AccessServices? services = null)
    {
        options ??= new();
        services ??= new();
        bool named = options.Path is not null || options.Content is not null
            || !string.IsNullOrEmpty(services.Environment(KubeConfigPaths.Variable));
        return !named && InClusterAccess.IsPod(services) ? InCluster(services) : FromKubeConfig(options, services);
    }
}
