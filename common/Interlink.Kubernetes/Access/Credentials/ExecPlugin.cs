using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>A program that gives credentials (<c>client.authentication.k8s.io</c>), as a kubeconfig names it.</summary>
internal sealed record ExecPlugin
{
    private const string Group = "client.authentication.k8s.io/";

    public required string ApiVersion { get; init; }

    public required string Command { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>How to get the program, in the kubeconfig's words; null when it says nothing.</summary>
    public string? InstallHint { get; init; }

    /// <summary>The kubeconfig and the place in it, for messages.</summary>
    public required string Origin { get; init; }

    /// <summary>What the program is told (<c>KUBERNETES_EXEC_INFO</c>).</summary>
    public required string Info { get; init; }

    /// <exception cref="KubeConfigException">It cannot be used.</exception>
    public static ExecPlugin Read(KubeConfigSection exec, KubeConfigSection cluster)
    {
        string version = exec.Text("apiVersion") ?? "";
        if (version is not (Group + "v1" or Group + "v1beta1"))
        {
            throw new KubeConfigException($"{exec.Origin}: apiVersion must be {Group}v1 or {Group}v1beta1, but is '{version}'.");
        }

        if (exec.Text("interactiveMode") == "Always")
        {
            throw new KubeConfigException($"{exec.Origin}: interactiveMode Always asks for somebody at a terminal; there is nobody here.");
        }

        return new ExecPlugin
        {
            ApiVersion = version,
            Command = exec.Text("command") ?? throw new KubeConfigException($"{exec.Origin}: command is missing."),
            Arguments = exec.Texts("args"),
            Environment = VariablesOf(exec),
            InstallHint = exec.Text("installHint"),
            Origin = exec.Origin,
            Info = InfoOf(version, exec.Flag("provideClusterInfo") ? cluster : null),
        };
    }

    private static Dictionary<string, string?> VariablesOf(KubeConfigSection exec)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (JsonNode? entry in exec["env"] as JsonArray ?? [])
        {
            var variable = new KubeConfigSection(entry as JsonObject, $"{exec.Origin}, env");
            variables[variable.Text("name") ?? throw new KubeConfigException($"{exec.Origin}: an entry of env has no name.")] =
                variable.Text("value") ?? "";
        }

        return variables;
    }

    private static string InfoOf(string version, KubeConfigSection? cluster)
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (cluster is { } known)
        {
            var told = new JsonObject { ["server"] = known.Text("server") };
            foreach (string field in (string[])["tls-server-name", "proxy-url"])
            {
                if (known.Text(field) is { } text)
                {
                    told[field] = text;
                }
            }

            if (known.Flag("insecure-skip-tls-verify"))
            {
                told["insecure-skip-tls-verify"] = true;
            }

            if (known.Pem("certificate-authority") is { } authority)
            {
                told["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(authority));
            }

            if (ConfigOf(known) is { } config)
            {
                told["config"] = config;
            }

            spec["cluster"] = told;
        }

        return new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = version, ["spec"] = spec }.ToJsonString();
    }

    /// <summary>What a kubeconfig keeps for plugins: the extension of this name.</summary>
    private static JsonNode? ConfigOf(KubeConfigSection cluster) => (cluster["extensions"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Where(entry => entry["name"]?.GetValueKind() == JsonValueKind.String
            && entry["name"]!.GetValue<string>() == "client.authentication.k8s.io/exec")
        .Select(entry => entry["extension"]?.DeepClone())
        .FirstOrDefault();
}
