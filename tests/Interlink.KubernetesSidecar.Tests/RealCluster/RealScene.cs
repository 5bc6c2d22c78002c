using System.Text.Json.Nodes;
using Interlink.Kubernetes;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Tests.Servers;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>The program before a real API server, with a service account's token: it may do what its rules say and nothing else.</summary>
internal sealed class RealScene : SidecarScene
{
    private const string Account = "sidecar";
    private readonly RealApiServer server;
    private readonly KubernetesClient admin;

    private RealScene(RealApiServer server, string prefix, string settings)
        : base(Transport.Unix, $"namespace_prefix = {prefix}\n{settings}")
    {
        this.server = server;
        admin = server.Client();
        Space = $"{prefix}-shop";
    }

    /// <summary>The remote namespace of <see cref="LocalPod"/>.</summary>
    public string Space { get; }

    private static CancellationToken None => CancellationToken.None;

    /// <summary>A namespace that is there, and an account that may do in it what <paramref name="rules"/> say.</summary>
    public static async Task<RealScene> WithRoleAsync(RealApiServer server, JsonArray rules)
    {
        var prefix = Prefix();
        var scene = new RealScene(server, prefix, $$"""
            namespaces = ["{{prefix}}-shop"]
            capacity = {"cpu": "64", "memory": "256Gi", "pods": "100"}
            """);
        _ = await scene.AddNamespaceAsync(scene.Space);
        await scene.AddAccountAsync("Role", scene.Space, rules);
        return scene;
    }

    /// <summary>No namespace, and an account with a ClusterRole.</summary>
    public static async Task<RealScene> WithClusterRoleAsync(RealApiServer server, JsonArray rules)
    {
        var scene = new RealScene(server, Prefix(), "");
        await scene.AddAccountAsync("ClusterRole", null, rules);
        return scene;
    }

    /// <summary>The objects of a kind in <see cref="Space"/>, by whoever may see all; of the whole cluster for a kind without namespaces.</summary>
    public ResourceClient Objects(ResourceType type) => admin.Resource(type, type.Namespaced ? Space : null);

    /// <summary>The remote pod; null when it is not there.</summary>
    public Task<JsonObject?> PodAsync() => Objects(ResourceTypes.Pods).FindAsync(LocalPod.RemoteName, None);

    /// <summary>Does what a kubelet would.</summary>
    public Task ReportAsync(string status) => Objects(ResourceTypes.Pods).PatchAsync(
        LocalPod.RemoteName, Patch.Merge(new JsonObject { ["status"] = JsonNode.Parse(status) }), "status", null, None);

    /// <summary>The program's account goes, and all its tokens with it.</summary>
    public Task RevokeAsync() => admin.Resource(ResourceTypes.ServiceAccounts, AccountSpace).DeleteAsync(Account, None);

    /// <summary>An account of that name with new tokens, one of which the program's kubeconfig gets.</summary>
    public async Task RenewAsync()
    {
        var accounts = admin.Resource(ResourceTypes.ServiceAccounts, AccountSpace);
        if (await accounts.FindAsync(Account, None) is null)
            _ = await accounts.CreateAsync(Named(Account), None);
        var request = (JsonObject)JsonNode.Parse("""{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"audiences": []}}""")!;
        var answer = await accounts.CreateAsync(Account, "token", request, None);
        WriteKubeConfig(server.KubeConfigOf((string)answer["status"]!["token"]!));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // The pod of the next test has the same UID, and another's program may see all namespaces.
        _ = await Objects(ResourceTypes.Pods).DeleteCollectionAsync(new ListOptions(), null, None);
        admin.Dispose();
    }

    private string AccountSpace => Space + "-account";

    private static string Prefix() => "t" + Guid.NewGuid().ToString("N")[..12];

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    private Task<JsonObject> AddNamespaceAsync(string name) => admin.Resource(ResourceTypes.Namespaces).CreateAsync(Named(name), None);

    private async Task AddAccountAsync(string kind, string? space, JsonArray rules)
    {
        _ = await AddNamespaceAsync(AccountSpace);
        var role = Named(AccountSpace);
        role["rules"] = rules;
        _ = await Rights(kind, space).CreateAsync(role, None);
        var binding = Named(AccountSpace);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = kind, ["name"] = AccountSpace };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Account, ["namespace"] = AccountSpace });
        _ = await Rights(kind + "Binding", space).CreateAsync(binding, None);
        await RenewAsync();
    }

    private ResourceClient Rights(string kind, string? space) => admin.Resource(
        new ResourceType("rbac.authorization.k8s.io", "v1", kind.ToLowerInvariant() + "s", kind, Namespaced: space is not null), space);
}
