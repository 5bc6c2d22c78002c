using System.Net;

namespace Interlink.Kubernetes.Transport;

/// <summary>
/// The proxy of <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c> by the rules of Go programs, which clusters are set up for:
/// networks (<c>10.0.0.0/8</c>) and domains count, and the machine itself is never asked through a proxy.
/// </summary>
internal sealed class EnvironmentProxy(Func<string, string?> environment) : IWebProxy
{
    private readonly string[] _exceptions = (Of(environment, "NO_PROXY") ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ICredentials? Credentials
    {
        get => new ByAddress(this);
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : ProxyCredentials.Without(ProxyFor(destination)!);

    public bool IsBypassed(Uri host) => ProxyFor(host) is null || host.IsLoopback || _exceptions.Any(rule => Matches(rule, host));

    private Uri? ProxyFor(Uri destination) => Named(destination.Scheme is "https" or "wss" ? "HTTPS_PROXY" : "HTTP_PROXY");

    private Uri? Named(string variable)
    {
        string? text = Of(environment, variable);
        return text is null ? null
            : Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out Uri? proxy)
                ? proxy : null;
    }

    private static bool Matches(string rule, Uri host)
    {
        if (rule == "*")
        {
            return true;
        }

        string name = host.IdnHost.Trim('[', ']');
        if (IPAddress.TryParse(name, out IPAddress? address) && IPNetwork.TryParse(rule, out IPNetwork network))
        {
            return network.Contains(address);
        }

        if (rule.LastIndexOf(':') is > 0 and var colon && rule.IndexOf(':') == colon)
        {
            if (rule[(colon + 1)..] != host.Port.ToString())
            {
                return false;
            }

            rule = rule[..colon];
        }

        if (IPAddress.TryParse(rule.Trim('[', ']'), out IPAddress? listed))
        {
            return address is not null && listed.Equals(address);
        }

        // ".domain" and "*.domain" are what is below it; "domain" also it itself.
        string domain = rule.TrimStart('*').TrimStart('.');
        return name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
            || (rule[0] is not ('.' or '*') && name.Equals(domain, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Of(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } upper ? upper : environment(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : null;

    private sealed class ByAddress(EnvironmentProxy proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) => ((string[])["HTTPS_PROXY", "HTTP_PROXY"])
            .Select(proxies.Named).OfType<Uri>().Where(proxy => ProxyCredentials.Without(proxy) == uri)
            .Select(ProxyCredentials.Of).FirstOrDefault(found => found is not null);
    }
}
