using System.Net;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Listening;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Reads where the sidecar listens and whom it lets in.</summary>
internal static class ListenKeys
{
    private const string UnixScheme = "unix://";
    private const int DefaultPort = 4000;

    public static ListenOptions Read(ConfigReader app, ConfigReader tls, List<string> warnings)
    {
        var address = app.GetString("socket_address").Trim();
        var port = app.GetInt("socket_port", DefaultPort, 0, ushort.MaxValue);
        var token = app.GetString("token_file") is { Length: > 0 } file ? file : null;
        var encryption = Tls(tls);
        if (address.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            if (encryption is not null)
                warnings.Add("tls has no effect on a unix socket, whose file mode says who may connect.");
            return new ListenOptions { UnixSocket = address[UnixScheme.Length..], TokenFile = token };
        }
        var host = Host(app, address, encryption is not null);
        var open = IsOpen(host) && token is null && encryption?.CACertFile is null;
        if (open)
        {
            warnings.Add(
                $"ANYONE WHO REACHES {host}:{port} CAN RUN PODS in the remote cluster and read their logs, for app.socket_address says so: "
                + "listen on a unix socket or 127.0.0.1, or set app.token_file, or tls.ca_cert_file.");
        }
        return new ListenOptions { Address = host, Port = port, AllowInsecure = open, TokenFile = token, Tls = encryption };
    }

    private static string Host(ConfigReader app, string address, bool encrypted)
    {
        if (address.Length == 0)
            return "127.0.0.1";
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var name = scheme < 0 ? "http" : address[..scheme];
        if (name is not ("http" or "https"))
            app.Report("socket_address", $"is '{address}'; it must be unix:///PATH, http://ADDRESS or https://ADDRESS");
        if (name == "https" && !encrypted)
            app.Report("socket_address", "begins with https, which needs tls.cert_file and tls.key_file");
        if (name == "http" && encrypted)
            app.Report("socket_address", "begins with http, but tls.cert_file is set: write https");
        var host = address[(scheme < 0 ? 0 : scheme + 3)..].Trim('/');
        return host is ['[', .. var inner, ']'] ? inner : host;
    }

    private static bool IsOpen(string host) => IPAddress.TryParse(host, out var address) && !IPAddress.IsLoopback(address);

    private static TlsOptions? Tls(ConfigReader tls)
    {
        var certificate = tls.GetString("cert_file");
        var key = tls.GetString("key_file");
        var clients = tls.GetString("ca_cert_file");
        return certificate.Length + key.Length + clients.Length == 0
            ? null
            : new TlsOptions(certificate, key, clients.Length > 0 ? clients : null);
    }
}
