using Interlink.KubernetesSidecar.Naming;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>The claims that a pod's annotation sends to the remote cluster.</summary>
internal static class ClaimNames
{
    public static IReadOnlySet<string> Of(PodView pod) => pod.Annotations.GetValueOrDefault(SourceMarks.RemoteClaims, "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.Ordinal);
}
