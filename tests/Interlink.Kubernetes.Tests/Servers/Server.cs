namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>What a test speaks to.</summary>
public enum Server
{
    /// <summary>The one in this process.</summary>
    Fake,

    /// <summary>kube-apiserver and etcd.</summary>
    Real,
}
