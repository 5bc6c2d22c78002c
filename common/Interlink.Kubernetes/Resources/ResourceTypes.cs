namespace Interlink.Kubernetes.Resources;

/// <summary>Kinds that every cluster serves.</summary>
public static class ResourceTypes
{
    /// <summary><c>v1.Pod</c>.</summary>
    public static ResourceType Pods { get; } = new("", "v1", "pods", "Pod");

    /// <summary><c>v1.Node</c>.</summary>
    public static ResourceType Nodes { get; } = new("", "v1", "nodes", "Node", Namespaced: false);

    /// <summary><c>v1.Namespace</c>.</summary>
    public static ResourceType Namespaces { get; } = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary><c>v1.ConfigMap</c>.</summary>
    public static ResourceType ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap");

    /// <summary><c>v1.Secret</c>.</summary>
    public static ResourceType Secrets { get; } = new("", "v1", "secrets", "Secret");

    /// <summary><c>v1.Service</c>.</summary>
    public static ResourceType Services { get; } = new("", "v1", "services", "Service");

    /// <summary><c>v1.ServiceAccount</c>.</summary>
    public static ResourceType ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount");

    /// <summary><c>v1.PersistentVolumeClaim</c>.</summary>
    public static ResourceType PersistentVolumeClaims { get; } = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim");

    /// <summary><c>v1.PersistentVolume</c>.</summary>
    public static ResourceType PersistentVolumes { get; } = new("", "v1", "persistentvolumes", "PersistentVolume", Namespaced: false);

    /// <summary><c>v1.Event</c>.</summary>
    public static ResourceType Events { get; } = new("", "v1", "events", "Event");

    /// <summary><c>coordination.k8s.io/v1.Lease</c>.</summary>
    public static ResourceType Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease");

    /// <summary><c>apps/v1.Deployment</c>.</summary>
    public static ResourceType Deployments { get; } = new("apps", "v1", "deployments", "Deployment");

    /// <summary><c>batch/v1.Job</c>.</summary>
    public static ResourceType Jobs { get; } = new("batch", "v1", "jobs", "Job");

    /// <summary><c>authentication.k8s.io/v1.TokenReview</c>.</summary>
    public static ResourceType TokenReviews { get; } =
        new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", Namespaced: false);

    /// <summary><c>authorization.k8s.io/v1.SubjectAccessReview</c>.</summary>
    public static ResourceType SubjectAccessReviews { get; } =
        new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", Namespaced: false);

    /// <summary><c>authorization.k8s.io/v1.SelfSubjectAccessReview</c>.</summary>
    public static ResourceType SelfSubjectAccessReviews { get; } =
        new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", Namespaced: false);

    /// <summary><c>certificates.k8s.io/v1.CertificateSigningRequest</c>.</summary>
    public static ResourceType CertificateSigningRequests { get; } =
        new("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", Namespaced: false);
}
