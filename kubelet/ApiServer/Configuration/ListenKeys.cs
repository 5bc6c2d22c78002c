using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Listening;

namespace Interlink.ApiServer.Configuration;

/// <summary>Reads where the API server listens and whom it lets in.</summary>
/// <param name="file">The configuration.</param>
/// <param name="environment">What goes before it.</param>
/// <param name="warnings">Gets what is told at the start.</param>
/// <param name="wantsTokens">True when callers must show an issuer's token.</param>
internal sealed class ListenKeys(ConfigReader file, EnvironmentOverrides environment, List<string> warnings, bool wantsTokens)
{
    private const string Key = "InterlinkAddress";

    public ListenOptions Read()
    {
        var address = environment.FindString("INTERLINKURL") ?? file.GetString(Key);
        var port = environment.FindString("INTERLINKPORT") ?? file.GetString("InterlinkPort");
        var options = new ListenOptions
        {
            TokenFile = file.GetString("TokenFile") is { Length: > 0 } token ? token : null,
            AllowInsecure = true,
        };
        var tls = ReadTls(out var enabled);
        var insecureAllowed = file.GetBool("AllowInsecureListen");
        if (address.StartsWith("unix://", StringComparison.Ordinal))
        {
            return options with { UnixSocket = address["unix://".Length..] };
        }

        var isTls = address.StartsWith("https://", StringComparison.Ordinal);
        if (!isTls && !address.StartsWith("http://", StringComparison.Ordinal))
        {
            file.Report(Key, $"is '{address}'; it must be unix:///path, http://host or https://host");
            return options;
        }

        var (host, number) = HostAndPort(address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..], port);
        options = options with { Address = host, Port = number, Tls = isTls ? tls : null };
        if (!isTls && enabled)
        {
            warnings.Add($"TLS.Enabled has no effect, as in Go, because {Key} begins with http://: write https:// for TLS.");
        }

        if (!insecureAllowed)
        {
            WarnIfOpen(options);
        }

        return options;
    }

    // As Go does: https:// alone turns TLS on, but clients must show certificates only where it is enabled.
    private TlsOptions ReadTls(out bool enabled)
    {
        var section = file.GetSection("TLS");
        enabled = section.GetBool("Enabled");
        var clientCA = section.GetString("CACertFile");
        if (clientCA.Length > 0 && !enabled)
        {
            warnings.Add("TLS.CACertFile has no effect, as in Go, because TLS.Enabled is not true: callers need no certificate.");
        }

        return new TlsOptions(
            section.GetString("CertFile"), section.GetString("KeyFile"), enabled && clientCA.Length > 0 ? clientCA : null);
    }

    private (string Host, int Port) HostAndPort(string text, string port)
    {
        var host = text.TrimEnd('/');
        // One colon divides host and port; several are those of an IPv6 address, which may stand in brackets.
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[..colon].EndsWith(']')))
        {
            var inAddress = host[(colon + 1)..];
            if (port.Length > 0 && port != inAddress)
            {
                file.Report(Key, $"holds the port {inAddress}, but InterlinkPort is {port}: give one of them");
            }

            (host, port) = (host[..colon], inAddress);
        }

        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > IPEndPoint.MaxPort)
        {
            file.Report("InterlinkPort", port.Length == 0 ? "is missing: give the port to listen on, usually 3000" : $"is '{port}'; ports are 1 to 65535");
        }

        return (Resolve(host.Trim('[', ']')), number);
    }

    // Go listens on the address that a name stands for, and on all for no name.
    private string Resolve(string host)
    {
        if (host.Length == 0)
        {
            return "::";
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _))
        {
            return host;
        }

        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return (addresses.FirstOrDefault(found => found.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0]).ToString();
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            file.Report(Key, $"names the host '{host}', which cannot be resolved: {e.Message.TrimEnd('.')}");
            return "127.0.0.1";
        }
    }

    private void WarnIfOpen(ListenOptions options)
    {
        var authenticates = wantsTokens || options.TokenFile is not null || options.Tls?.CACertFile is not null;
        var isLocal = options.Address == "localhost" || (IPAddress.TryParse(options.Address, out var address) && IPAddress.IsLoopback(address));
        if (!isLocal && !authenticates)
        {
            warnings.Add(
                $"WHOEVER REACHES {options.Address} CAN RUN PODS: callers need neither certificate nor token. Set TLS.CACertFile (with https://), " +
                "TokenFile or OIDC, or listen on 127.0.0.1 or a unix socket; AllowInsecureListen: true silences this.");
        }
    }
}
