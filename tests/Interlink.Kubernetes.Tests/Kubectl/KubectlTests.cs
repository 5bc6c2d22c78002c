using System.Diagnostics;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Kubectl;

/// <summary>The server of the tests is good enough for the real kubectl.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kubectl-");
    private FakeCertificate _certificate = null!;
    private FakeApiServer _server = null!;

    public async Task InitializeAsync()
    {
        _certificate = FakeCertificate.Create();
        _server = await FakeApiServer.StartAsync(_certificate);
        _server.Token = "secret";
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "config"), _server.KubeConfig);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _home.Delete(recursive: true);
    }

    [KubectlFact]
    public async Task It_lists_and_reads_objects()
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));

        Assert.Equal("pod/web", await RunAsync("get", "pods", "-o", "name"));
        Assert.Equal("busybox:1.36", await RunAsync("get", "pod", "web", "-o", "jsonpath={.spec.containers[0].image}"));
        Assert.Contains("pod/web", await RunAsync("get", "po", "-A", "-l", "app=web", "-o", "name"), StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task It_applies_changes_and_deletes()
    {
        string file = Path.Combine(_home.FullName, "map.json");
        await File.WriteAllTextAsync(file, Sample.ConfigMap("a").ToJsonString());
        Assert.Equal("configmap/a created", await RunAsync("apply", "--validate=false", "-f", file));
        await File.WriteAllTextAsync(file, Sample.ConfigMap("a", value: "new").ToJsonString());
        Assert.Equal("configmap/a configured", await RunAsync("apply", "--validate=false", "-f", file));
        Assert.Equal("new", (string?)_server.Store.Find(ResourceTypes.ConfigMaps, "default", "a")!["data"]!["key"]);
        Assert.Equal("configmap/a serverside-applied",
            await RunAsync("apply", "--server-side", "--force-conflicts", "--validate=false", "-f", file));
        await RunAsync("label", "configmap", "a", "team=x");
        Assert.Equal("x", (string?)_server.Store.Find(ResourceTypes.ConfigMaps, "default", "a")!["metadata"]!["labels"]!["team"]);
        await RunAsync("delete", "configmap", "a");
        Assert.Null(_server.Store.Find(ResourceTypes.ConfigMaps, "default", "a"));
    }

    [KubectlFact]
    public async Task It_waits_for_a_condition_by_a_watch()
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        Task<string> waiting = RunAsync("wait", "pod/web", "--for=jsonpath={.status.phase}=Running", "--timeout=30s");
        await Waiting.UntilAsync(() => _server.Watches > 0 || waiting.IsCompleted, "kubectl's watch");
        _server.Store.Change(ResourceTypes.Pods, "default", "web", pod => pod["status"]!["phase"] = "Running");

        Assert.Equal("pod/web condition met", await waiting);
    }

    [KubectlFact]
    public async Task It_reads_logs_and_runs_commands()
    {
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        _server.Store.Change(ResourceTypes.Pods, "default", "web", pod => pod["status"]!["phase"] = "Running");
        _server.Logs.Write("default", "web", "main", "one");
        _server.Logs.Write("default", "web", "main", "two");

        Assert.Equal("two", await RunAsync("logs", "web", "--tail=1"));
        Assert.Equal("hello", await RunAsync("exec", "web", "--", "printf", "hello"));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("kubectl", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["KUBECONFIG"] = Path.Combine(_home.FullName, "config"),
                    ["HOME"] = _home.FullName,
                    ["NO_PROXY"] = "127.0.0.1",
                },
            },
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().Soon();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {await error}");
        return (await output).Trim();
    }
}
