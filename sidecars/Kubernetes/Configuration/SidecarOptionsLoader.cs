using Interlink.Hosting;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Telemetry;
using Interlink.Protocol;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Reads the configuration and tells everything that is wrong at once.</summary>
internal static class SidecarOptionsLoader
{
    /// <param name="configPath">What the command line names; null for the environment's or the default file.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="isPod">Whether the sidecar runs as a pod that Kubernetes has given credentials.</param>
    public static SidecarOptionsLoad Load(string? configPath, IReadOnlyDictionary<string, string> environment, bool isPod = false)
    {
        var values = ConfigValues.Load(configPath, environment);
        // Without a file every key would be told missing, which is not what is wrong.
        if (values.Problems.Count > 0)
            return new SidecarOptionsLoad(null, values.Problems, []);
        var sections = ConfigKeys.All.Select(key => key.Section).Distinct().ToDictionary(name => name, values.Reader.GetSection);
        var warnings = new List<string>();
        var app = sections["app"];
        Unused(app, "name", "description", "version", "api_versions", "api_docs_path");
        var options = new SidecarOptions
        {
            Host = new HostOptions
            {
                Listen = ListenKeys.Read(app, sections["tls"], warnings),
                Logs = LogKeys.Read(sections["log"]),
                Telemetry = TelemetryOptions.FromEnvironment(name => environment.GetValueOrDefault(name)),
            },
            StateFolder = StateFolderKey.Choose(app.GetString("state_folder"), environment, Environment.IsPrivilegedProcess),
            Instance = Instance(app),
            Mesh = Mesh(sections["mesh"]),
        };
        options = OffloadingKeys.Read(options, sections["offloading"]);
        options = ClusterKeys.Read(options, sections["k8s"], isPod, warnings);
        RefuseTunnel(sections["tcp_tunnel"]);
        warnings.AddRange(values.Reader.UnknownKeys);
        List<string> problems = [.. values.Reader.Problems, .. options.Host.Validate()];
        return new SidecarOptionsLoad(problems.Count == 0 ? options : null, problems, warnings)
        {
            KnownKeys = sections.SelectMany(section => section.Value.KnownKeys.Select(key => $"{section.Key}.{key}")).ToHashSet(StringComparer.Ordinal),
        };
    }

    // A label's value, and part of every remote object.
    private static string? Instance(ConfigReader app)
    {
        var name = app.GetString("instance").Trim();
        if (name.Length > 0 && KubernetesNames.Namespace(name) is not null)
            app.Report("instance", $"is '{name}'; it must be at most 63 lower-case letters, digits and '-', and begin and end with a letter or digit");
        return name.Length > 0 ? name : null;
    }

    private static MeshOptions Mesh(ConfigReader mesh) => new(
        mesh.GetBool("init_container", true),
        mesh.GetBool("startup_probe", true),
        mesh.GetBool("slurm_setup_script"),
        mesh.GetString("image").Trim() is { Length: > 0 } image ? image : null);

    private static void RefuseTunnel(ConfigReader tunnel)
    {
        Unused(tunnel, "bastion_namespace", "bastion_chart_path", "gateway_host", "gateway_port", "gateway_ssh_private_key");
        if (tunnel.GetBool("enabled"))
            tunnel.Report("enabled", "is true, but TCP tunnels are not offered: use interLink's mesh (mesh.init_container), which takes their place");
    }

    private static void Unused(ConfigReader section, params string[] keys)
    {
        foreach (var key in keys)
            _ = section.FindString(key);
    }
}
