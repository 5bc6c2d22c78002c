using System.Net;

namespace Interlink.Kubernetes.Transport;

/// <summary>User and password out of a proxy's address.</summary>
internal static class ProxyCredentials
{
    public static NetworkCredential? Of(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>The address alone: .NET tells it in messages.</summary>
    public static Uri Without(Uri proxy) => new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;
}
