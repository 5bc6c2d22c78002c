using static Interlink.KubernetesSidecar.Translation.FieldChange;
using static Interlink.KubernetesSidecar.Translation.ObjectKinds;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>
/// Every field that does not go to the remote cluster as it is. What is not in the table goes unchanged, unknown fields included; the
/// documentation has the same table.
/// </summary>
internal static class FieldTable
{
    private const string Configuration = "nodes are the remote cluster's";
    private const string Scheduling = "its answer is the virtual node; the remote scheduler decides anew";
    private const string Server = "the API server's own";
    private const string Admission = "set by the local cluster's admission";
    private const string Name = "the object has a name of this pod there";
    private const string LocalVolume = "tells of a volume of the local cluster";

    /// <summary>The table.</summary>
    public static IReadOnlyList<FieldRule> Rules { get; } =
    [
        new(All, "status", new Drop(), Server),
        new(All, "metadata.uid", new Drop(), Server),
        new(All, "metadata.resourceVersion", new Drop(), Server),
        new(All, "metadata.generation", new Drop(), Server),
        new(All, "metadata.creationTimestamp", new Drop(), Server),
        new(All, "metadata.deletionTimestamp", new Drop(), Server),
        new(All, "metadata.deletionGracePeriodSeconds", new Drop(), Server),
        new(All, "metadata.selfLink", new Drop(), Server),
        new(All, "metadata.managedFields", new Drop(), Server),
        new(All, "metadata.generateName", new Drop(), "it has a name"),
        new(All, "metadata.ownerReferences", new Drop(), "the owner is not there: the object would be collected as garbage"),
        new(All, "metadata.finalizers", new Drop(), "who would take them away is not there: the object would never go"),
        new(All, "metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']", new Drop(), "a second copy of the object, secrets included"),
        new(Pod, "metadata.annotations['kubernetes.io/config.mirror']", new Drop(), "only a kubelet may set it"),
        new(Pod, "spec.nodeName", new Drop(), Scheduling),
        new(Pod, "spec.nodeSelector", new Configured("offloading.node_selector"), Configuration),
        new(Pod, "spec.tolerations", new Configured("offloading.node_tolerations", Keep: true), Configuration),
        new(Pod, "spec.affinity", new Drop(), Scheduling),
        new(Pod, "spec.topologySpreadConstraints", new Drop(), Scheduling),
        new(Pod, "spec.schedulerName", new Drop(), Scheduling),
        new(Pod, "spec.schedulingGates", new Drop(), Scheduling),
        new(Pod, "spec.readinessGates", new Drop(), "who would open them is not there: the pod would never be ready"),
        new(Pod, "spec.priority", new Drop(), Admission),
        new(Pod, "spec.priorityClassName", new Drop(), "priority classes are the cluster's"),
        new(Pod, "spec.preemptionPolicy", new Drop(), Admission),
        new(Pod, "spec.runtimeClassName", new Drop(), "runtime classes are the cluster's"),
        new(Pod, "spec.overhead", new Drop(), "set by the local runtime class"),
        new(Pod, "spec.serviceAccountName", new Drop(), "service accounts are the cluster's; the local one's token comes as a volume"),
        new(Pod, "spec.serviceAccount", new Drop(), "the old name of the same"),
        new(Pod, "spec.automountServiceAccountToken", new Always(false), "a pod gets no rights in the remote cluster"),
        new(Pod, "spec.ephemeralContainers", new Drop(), "they can only be added to a pod that runs"),
        new(Pod, "spec.resourceClaims", new Drop(), "claims to devices are the cluster's"),
        new(Pod, "spec.*ontainers[].resources.claims", new Drop(), "claims to devices are the cluster's"),
        new(Pod, "spec.imagePullSecrets[].name", new Rename(OnlyIfBrought: true), "one that the request brings has a name of this pod there"),
        new(Pod, "spec.volumes[].configMap.name", new Rename(), Name),
        new(Pod, "spec.volumes[].secret.secretName", new Rename(), Name),
        new(Pod, "spec.volumes[].projected.sources[].configMap.name", new Rename(), Name),
        new(Pod, "spec.volumes[].projected.sources[].secret.name", new Rename(), Name),
        new(Pod, "spec.volumes[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.name", NamePath), "the pod's name is the local one"),
        new(Pod, "spec.volumes[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.namespace", NamespacePath), "as above"),
        new(Pod, "spec.volumes[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.uid", UidPath), "as above"),
        new(Pod, "spec.volumes[].projected.sources[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.name", NamePath), "as above"),
        new(Pod, "spec.volumes[].projected.sources[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.namespace", NamespacePath), "as above"),
        new(Pod, "spec.volumes[].projected.sources[].downwardAPI.items[].fieldRef.fieldPath", new Substitute("metadata.uid", UidPath), "as above"),
        new(Pod, "spec.*ontainers[].env[].valueFrom.fieldRef.fieldPath", new Substitute("metadata.name", NamePath), "as above"),
        new(Pod, "spec.*ontainers[].env[].valueFrom.fieldRef.fieldPath", new Substitute("metadata.namespace", NamespacePath), "as above"),
        new(Pod, "spec.*ontainers[].env[].valueFrom.fieldRef.fieldPath", new Substitute("metadata.uid", UidPath), "as above"),
        new(Pod, "spec.*ontainers[].env[].valueFrom.configMapKeyRef.name", new Rename(), Name),
        new(Pod, "spec.*ontainers[].env[].valueFrom.secretKeyRef.name", new Rename(), Name),
        new(Pod, "spec.*ontainers[].envFrom[].configMapRef.name", new Rename(), Name),
        new(Pod, "spec.*ontainers[].envFrom[].secretRef.name", new Rename(), Name),
        new(Secret, "type", new Substitute("kubernetes.io/service-account-token", "Opaque"), "the remote cluster would delete the token of an account it does not know"),
        new(Claim, "spec.volumeName", new Drop(), LocalVolume),
        new(Claim, "metadata.annotations['pv.kubernetes.io/bind-completed']", new Drop(), LocalVolume),
        new(Claim, "metadata.annotations['pv.kubernetes.io/bound-by-controller']", new Drop(), LocalVolume),
        new(Claim, "metadata.annotations['volume.kubernetes.io/storage-provisioner']", new Drop(), LocalVolume),
        new(Claim, "metadata.annotations['volume.beta.kubernetes.io/storage-provisioner']", new Drop(), LocalVolume),
        new(Claim, "metadata.annotations['volume.kubernetes.io/selected-node']", new Drop(), LocalVolume),
    ];

    private const string NamePath = $"metadata.annotations['{Naming.SourceMarks.Name}']";
    private const string NamespacePath = $"metadata.annotations['{Naming.SourceMarks.Namespace}']";
    private const string UidPath = $"metadata.annotations['{Naming.SourceMarks.Uid}']";
}
