namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>A way by which the sidecar can be reached.</summary>
public enum Transport
{
    Unix,

    /// <summary>HTTP, with a token.</summary>
    Tcp,

    /// <summary>HTTPS, with a token and certificates on both sides.</summary>
    Tls,
}
