using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>The kinds that are served from the start.</summary>
internal static class Kinds
{
    public static ResourceType Budgets { get; } = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget");

    public static IEnumerable<KindDefinition> BuiltIn =>
    [
        new(ResourceTypes.Pods)
        {
            HasStatus = true,
            ShortNames = ["po"],
            SelectableFields =
            [
                "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase",
                "status.podIP", "status.nominatedNodeName",
            ],
            Subresources =
            [
                ("attach", "PodAttachOptions", "create get"), ("binding", "Binding", "create"), ("eviction", "Eviction", "create"),
                ("exec", "PodExecOptions", "create get"), ("log", "Pod", "get"), ("portforward", "PodPortForwardOptions", "create get"),
            ],
        },
        new(ResourceTypes.Nodes) { HasStatus = true, ShortNames = ["no"], SelectableFields = ["spec.unschedulable"] },
        new(ResourceTypes.Namespaces) { HasStatus = true, ShortNames = ["ns"], SelectableFields = ["status.phase"] },
        new(ResourceTypes.ConfigMaps) { ShortNames = ["cm"] },
        new(ResourceTypes.Secrets) { SelectableFields = ["type"] },
        new(ResourceTypes.Services) { HasStatus = true, ShortNames = ["svc"], SelectableFields = ["spec.clusterIP", "spec.type"] },
        new(ResourceTypes.ServiceAccounts) { ShortNames = ["sa"], Subresources = [("token", "TokenRequest", "create")] },
        new(ResourceTypes.PersistentVolumeClaims) { HasStatus = true, ShortNames = ["pvc"] },
        new(ResourceTypes.PersistentVolumes) { HasStatus = true, ShortNames = ["pv"] },
        new(ResourceTypes.Events)
        {
            ShortNames = ["ev"],
            SelectableFields =
            [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "reason", "type", "source",
                "reportingComponent",
            ],
        },
        new(ResourceTypes.Leases),
        new(ResourceTypes.Deployments) { HasStatus = true, ShortNames = ["deploy"] },
        new(new ResourceType("apps", "v1", "replicasets", "ReplicaSet")) { HasStatus = true, ShortNames = ["rs"] },
        new(ResourceTypes.Jobs) { HasStatus = true },
        new(Budgets) { HasStatus = true, ShortNames = ["pdb"] },
        new(ResourceTypes.CertificateSigningRequests) { HasStatus = true, ShortNames = ["csr"], SelectableFields = ["spec.signerName"] },
        new(ResourceTypes.TokenReviews) { IsReview = true },
        new(ResourceTypes.SubjectAccessReviews) { IsReview = true },
        new(ResourceTypes.SelfSubjectAccessReviews) { IsReview = true },
    ];
}
