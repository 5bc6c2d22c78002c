using System.Net;

namespace Interlink.Kubernetes.Transport;

/// <summary>The proxy that a kubeconfig names, for every address.</summary>
internal sealed class FixedProxy(Uri proxy) : IWebProxy
{
    private readonly Uri _address = ProxyCredentials.Without(proxy);

    public ICredentials? Credentials { get; set; } = ProxyCredentials.Of(proxy);

    public Uri? GetProxy(Uri destination) => _address;

    public bool IsBypassed(Uri host) => false;
}
