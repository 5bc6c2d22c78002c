using System.Net;

namespace Interlink.Kubernetes.Transport;

/// <summary>The proxy that a kubeconfig names, for every address.</summary>
internal sealed class FixedProxy(Uri proxy) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = ProxyCredentials.Of(proxy);

    public Uri? GetProxy(Uri destination) => proxy;

    public bool IsBypassed(Uri host) => false;
}
