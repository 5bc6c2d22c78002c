using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Access;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>
/// A real kube-apiserver and its etcd on loopback, with certificates of their own, by the convention of envtest: <c>KUBEBUILDER_ASSETS</c>
/// names the folder with both programs. No controller and no kubelet runs.
/// </summary>
public sealed class RealApiServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("apiserver").FullName;
    private readonly List<Process> _processes = [];
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly int _port = FreePort.Find();
    private readonly int _etcd = FreePort.Find();

    private RealApiServer()
    {
    }

    /// <summary>Why there is none; null where there can be one.</summary>
    public static string? Missing
    {
        get
        {
            if (Assets is null)
            {
                return "KUBEBUILDER_ASSETS does not name a folder with kube-apiserver and etcd.";
            }

            string[] absent = [.. new[] { "kube-apiserver", "etcd" }.Where(program => !File.Exists(Path.Combine(Assets, program)))];
            return absent.Length > 0 ? $"{Assets}, which KUBEBUILDER_ASSETS names, has no {string.Join(" and no ", absent)}." : null;
        }
    }

    /// <summary>20 for Kubernetes 1.20; only where none is missing.</summary>
    public static int Minor => Version.Value;

    private static Lazy<int> Version { get; } = new(() =>
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(Assets!, "kube-apiserver"), ["--version"]) { RedirectStandardOutput = true })!;
        string version = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return int.Parse(version.Split('.')[1]);
    });

    private static string? Assets => Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } folder ? folder : null;

    private string Certificate => Path.Combine(_folder, "certs", "apiserver.crt");

    public static async Task<RealApiServer> StartAsync()
    {
        var server = new RealApiServer();
        try
        {
            server.Start(
                "etcd",
                $"--data-dir={server._folder}/etcd", $"--listen-client-urls=http://127.0.0.1:{server._etcd}",
                $"--advertise-client-urls=http://127.0.0.1:{server._etcd}", $"--listen-peer-urls=http://127.0.0.1:{FreePort.Find()}", "--unsafe-no-fsync");
            server.StartApi();
            await server.UntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that may do everything.</summary>
    /// <param name="user">What the kubeconfig says of the user beside its token; null for nothing.</param>
    public KubernetesClient Client(JsonObject? user = null) =>
        new(ClusterAccess.FromKubeConfig(new KubeConfigOptions { Content = KubeConfigOf(_token), User = user }));

    /// <summary>etcd forgets the history up to a version, as it does by itself after some minutes.</summary>
    public async Task ForgetAsync(string version)
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"revision":"{{version}}","physical":true}""");
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"http://127.0.0.1:{_etcd}/v3/kv/compaction"), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A kubeconfig with a bearer token.</summary>
    public string KubeConfigOf(string token) => $$"""
        {"apiVersion": "v1", "kind": "Config", "current-context": "real",
         "clusters": [{"name": "real", "cluster": {"server": "https://127.0.0.1:{{_port}}", "certificate-authority": "{{Certificate}}"} }],
         "users": [{"name": "real", "user": {"token": "{{token}}"} }],
         "contexts": [{"name": "real", "context": {"cluster": "real", "user": "real"} }]}
        """;

    public ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void StartApi()
    {
        using RSA key = RSA.Create(2048);
        string keyFile = Path.Combine(_folder, "accounts.key"), tokens = Path.Combine(_folder, "tokens.csv");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(tokens, $"{_token},tester,1,\"system:masters\"\n");
        Start(
            "kube-apiserver",
            $"--etcd-servers=http://127.0.0.1:{_etcd}", $"--secure-port={_port}", "--bind-address=127.0.0.1", $"--cert-dir={_folder}/certs",
            $"--token-auth-file={tokens}", "--authorization-mode=RBAC", "--service-cluster-ip-range=10.0.0.0/24",
            "--disable-admission-plugins=ServiceAccount", "--service-account-issuer=https://localhost",
            $"--service-account-key-file={keyFile}", $"--service-account-signing-key-file={keyFile}");
    }

    private void Start(string program, params string[] arguments)
    {
        // Its words go to a file, for a pipe that nobody reads would stop it.
        string line = "exec \"$0\" \"$@\" >>\"$LOG\" 2>&1";
        var start = new ProcessStartInfo("/bin/sh", ["-c", line, Path.Combine(Assets!, program), .. arguments]);
        start.Environment["LOG"] = Path.Combine(_folder, program + ".log");
        _processes.Add(Process.Start(start)!);
    }

    private async Task UntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!await IsReadyAsync())
        {
            string? ended = _processes.Any(process => process.HasExited) ? "a program has ended" : null;
            if (ended is not null || limit.IsCancellationRequested)
            {
                string words = string.Join('\n', Directory.EnumerateFiles(_folder, "*.log").SelectMany(log => File.ReadLines(log).TakeLast(10)));
                throw new InvalidOperationException($"kube-apiserver does not answer ({ended ?? "in time"}): {words}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (!File.Exists(Certificate))
        {
            return false;
        }

        using KubernetesClient client = Client();
        try
        {
            // It is made by the server itself, once everything else is there.
            return await client.Resource(Kubernetes.Resources.ResourceTypes.Namespaces).FindAsync("default", CancellationToken.None) is not null;
        }
        catch (KubernetesException)
        {
            return false;
        }
    }
}
