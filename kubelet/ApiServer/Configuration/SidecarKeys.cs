using Interlink.Hosting.Configuration;

namespace Interlink.ApiServer.Configuration;

/// <summary>Reads which sidecars there are.</summary>
internal sealed class SidecarKeys(ConfigReader file, EnvironmentOverrides environment, List<string> problems, List<string> warnings)
{
    /// <summary>The sidecars, the default one first.</summary>
    public IReadOnlyList<SidecarOptions> Read()
    {
        var sidecars = new List<SidecarOptions>();
        var url = environment.FindString("SIDECARURL") ?? file.GetString("SidecarURL");
        var port = environment.FindString("SIDECARPORT") ?? file.GetString("SidecarPort");
        var further = file.GetMap("Sidecars");
        var tls = Tls(file.GetSection("SidecarTLS"));
        var (authorization, tokenFile) = Authorization(file, "SidecarAuthorization", "SidecarTokenFile");
        if (url.Length > 0 || further.Count == 0)
        {
            Add(sidecars, file, "SidecarURL", url, port, new Shown(SidecarOptions.DefaultName, tls, authorization, tokenFile, []));
        }

        foreach (var (name, section) in further)
        {
            var (its, token) = Authorization(section, "Authorization", "TokenFile");
            var shown = new Shown(name, Tls(section.GetSection("TLS")), its, token, section.GetStringList("Nodes"));
            Add(sidecars, section, "URL", section.GetString("URL"), section.GetString("Port"), shown);
            if (name == SidecarOptions.DefaultName)
            {
                file.Report("Sidecars", $"has the name '{name}', which is that of SidecarURL: choose another");
            }
        }

        return sidecars;
    }

    private void Add(List<SidecarOptions> sidecars, ConfigReader section, string key, string url, string port, Shown shown)
    {
        var address = SidecarAddress.Parse(url, url.StartsWith("unix:", StringComparison.Ordinal) ? "" : port, out var problem);
        if (address is null)
        {
            section.Report(key, url.Length == 0 ? "is missing: say where the sidecar listens, unix:///path, http://host or https://host" : problem!);
            return;
        }

        if (!address.IsTls && shown.Tls.Files.Any())
        {
            warnings.Add($"The TLS files for the sidecar {address} have no effect: only an https:// address uses TLS.");
        }

        if (shown.Authorization != SidecarAuthorization.None && address is { Socket: null, IsTls: false, Base.IsLoopback: false })
        {
            warnings.Add($"Tokens go to the sidecar {address} in the clear: use https://.");
        }

        sidecars.Add(new SidecarOptions
        {
            Name = shown.Name,
            Address = address,
            Tls = shown.Tls,
            Authorization = shown.Authorization,
            TokenFile = shown.TokenFile,
            Nodes = shown.Nodes,
        });
    }

    private SidecarTls Tls(ConfigReader section)
    {
        var tls = new SidecarTls(Path(section, "CACertFile"), Path(section, "CertFile"), Path(section, "KeyFile"));
        if (tls.CertFile is null != tls.KeyFile is null)
        {
            section.Report(tls.CertFile is null ? "CertFile" : "KeyFile", "is missing: a client certificate needs both CertFile and KeyFile");
        }

        return tls;
    }

    private (SidecarAuthorization Authorization, string? TokenFile) Authorization(ConfigReader section, string key, string fileKey)
    {
        var token = Path(section, fileKey);
        switch (section.GetString(key))
        {
            case "" when token is null:
            case "none":
                return (SidecarAuthorization.None, null);
            case "caller":
                return (SidecarAuthorization.Caller, null);
            case "" or "token" when token is not null:
                return (SidecarAuthorization.Token, token);
            case "token":
                section.Report(key, $"is token, but {fileKey} names no file");
                return default;
            case var other:
                section.Report(key, $"is '{other}'; it must be none, caller or token");
                return default;
        }
    }

    private string? Path(ConfigReader section, string key)
    {
        var path = section.GetString(key);
        if (path.Length == 0)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            problems.Add($"The file '{path}', which {key} of a sidecar names, does not exist.");
        }

        return path;
    }

    private sealed record Shown(
        string Name, SidecarTls Tls, SidecarAuthorization Authorization, string? TokenFile, IReadOnlyList<string> Nodes);
}
