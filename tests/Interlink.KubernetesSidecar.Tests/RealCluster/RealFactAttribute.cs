using Interlink.Kubernetes.Tests.Servers;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>A fact about the program before a real kube-apiserver; skipped where its binaries are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute() => Skip = RealApiServer.Missing;
}
