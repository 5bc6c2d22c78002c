using Interlink.Planning;
using Interlink.Planning.Volumes;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Manifests;

/// <summary>What a manifest becomes.</summary>
/// <param name="Pod">The plan.</param>
/// <param name="Content">The files and folders of its volumes.</param>
/// <param name="HostPaths">Paths of the machine that have to be there.</param>
/// <param name="Warnings">What the pod asks for and does not get.</param>
internal sealed record ManifestPlan(
    PodPlan Pod, FolderContent Content, IReadOnlyList<HostPathCheck> HostPaths, IReadOnlyList<string> Warnings);
