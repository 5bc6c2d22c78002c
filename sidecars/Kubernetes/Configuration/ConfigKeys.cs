namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Every option there is; each can be set by an environment variable, too.</summary>
internal static class ConfigKeys
{
    /// <summary>Sections and keys in the order of the documentation.</summary>
    public static IReadOnlyList<(string Section, string Key)> All { get; } =
    [
        ("app", "name"), ("app", "description"), ("app", "version"), ("app", "api_versions"), ("app", "api_docs_path"),
        ("app", "socket_address"), ("app", "socket_port"), ("app", "token_file"), ("app", "state_folder"), ("app", "instance"),
        ("tls", "cert_file"), ("tls", "key_file"), ("tls", "ca_cert_file"),
        ("log", "level"), ("log", "dir"), ("log", "rich_enabled"), ("log", "requests_enabled"), ("log", "format"),
        ("k8s", "kubeconfig_path"), ("k8s", "kubeconfig"), ("k8s", "client_configuration"), ("k8s", "context"), ("k8s", "retry_seconds"),
        ("offloading", "namespace_prefix"), ("offloading", "namespace_prefix_exclusions"), ("offloading", "node_selector"),
        ("offloading", "node_tolerations"), ("offloading", "namespaces"), ("offloading", "capacity"), ("offloading", "taints"),
        ("mesh", "init_container"), ("mesh", "startup_probe"), ("mesh", "slurm_setup_script"), ("mesh", "image"),
        ("tcp_tunnel", "enabled"), ("tcp_tunnel", "bastion_namespace"), ("tcp_tunnel", "bastion_chart_path"),
        ("tcp_tunnel", "gateway_host"), ("tcp_tunnel", "gateway_port"), ("tcp_tunnel", "gateway_ssh_private_key"),
    ];

    /// <summary>The environment variable of an option: <c>SECTION_KEY</c> in upper case.</summary>
    public static string Variable(string section, string key) => $"{section}_{key}".ToUpperInvariant();
}
