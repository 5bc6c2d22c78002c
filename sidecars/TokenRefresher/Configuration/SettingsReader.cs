using System.Net;

namespace Interlink.TokenRefresher.Configuration;

/// <summary>Reads the settings from the environment. An empty variable counts as one that is not there.</summary>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private const string DefaultEndpoint = "https://cms-auth.web.cern.ch/token";
    private const string DefaultTokenPath = "/opt/interlink/token";

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, a sentence each; empty when the settings can be used.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <returns>Settings that may be used if there are no <see cref="Problems"/>.</returns>
    public RefresherSettings Read()
    {
        var (address, port) = Listen();
        var settings = new RefresherSettings
        {
            Grant = Grant(),
            Endpoint = Endpoint(),
            ClientId = Value("IAM_CLIENT_ID") ?? "",
            ClientSecret = Secret("IAM_CLIENT_SECRET"),
            RefreshToken = Secret("IAM_REFRESH_TOKEN"),
            Audience = Value("IAM_VK_AUD"),
            TokenPath = Path.GetFullPath(Value("TOKEN_PATH") ?? DefaultTokenPath),
            CertificateBundle = Bundle(),
            Verbose = Value("VERBOSE") is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)),
            ListenAddress = address,
            ListenPort = port,
        };
        if (settings.ClientId.Length == 0)
        {
            _problems.Add("IAM_CLIENT_ID is not set; give the client's id.");
        }

        if (Path.GetFileName(settings.TokenPath).Length == 0)
        {
            _problems.Add($"TOKEN_PATH {settings.TokenPath} is a folder; give the path of a file.");
        }

        return settings;
    }

    private GrantType Grant()
    {
        switch (Value("IAM_GRANT_TYPE"))
        {
            case "client_credentials":
                return GrantType.ClientCredentials;
            case "authorization_code":
                return GrantType.RefreshToken;
            case var other:
                _problems.Add($"IAM_GRANT_TYPE is {other ?? "not set"}; it must be client_credentials or authorization_code.");
                return default;
        }
    }

    private Uri Endpoint()
    {
        var text = Value("IAM_TOKEN_ENDPOINT") ?? DefaultEndpoint;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0)
        {
            return uri;
        }

        _problems.Add("IAM_TOKEN_ENDPOINT must be an http:// or https:// address without a user in it.");
        return new Uri(DefaultEndpoint);
    }

    private string? Bundle()
    {
        var path = Value("REQUESTS_CA_BUNDLE");
        if (path is not null && !File.Exists(path))
        {
            _problems.Add($"REQUESTS_CA_BUNDLE {path} is not a file.");
        }

        return path;
    }

    private (string Address, int Port) Listen()
    {
        if (Value("LISTEN_ADDRESS") is not { } text)
        {
            return ("127.0.0.1", 0);
        }

        if (IPEndPoint.TryParse(text, out var end) && end.Port > 0)
        {
            return (end.Address.ToString(), end.Port);
        }

        _problems.Add($"LISTEN_ADDRESS {text} must be an IP address and a port, for example 0.0.0.0:9100.");
        return ("127.0.0.1", 0);
    }

    private Secret Secret(string name) => new(name, Value(name), Value(name + "_FILE"));

    private string? Value(string name) => environment(name) is { Length: > 0 } text ? text : null;
}
