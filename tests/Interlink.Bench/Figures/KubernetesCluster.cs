using System.Text.Json.Nodes;
using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;

namespace Interlink.Bench.Figures;

/// <summary>What kubernetes-sidecar costs before a cluster that is in this process.</summary>
internal sealed class KubernetesCluster : IFigure
{
    private const int Asked = 1000;
    private const int Watched = 5000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public string Name => "kubernetes";

    public string Summary => "kubernetes-sidecar with 5,000 pods watched";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        if (!File.Exists(Program(settings)))
            throw new BenchException("there is no kubernetes-sidecar: build it with scripts/build.");
        FakeApiServer cluster = FakeApiServer.StartAsync().GetAwaiter().GetResult();
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(settings.Work, "kubernetes")).FullName;
            for (int number = 0; number < Watched; number++)
                cluster.Store.Add(ResourceTypes.Pods, Remote(number));
            File.WriteAllText(Path.Combine(folder, "kubeconfig"), cluster.KubeConfig);
            string socket = Path.Combine(folder, "socket");
            File.WriteAllText(
                Path.Combine(folder, "config.ini"),
                $"[app]\nsocket_address = unix://{socket}\nstate_folder = {folder}/state\n[k8s]\nkubeconfig_path = {folder}/kubeconfig\n");
            using Child sidecar = Child.Start([Program(settings), "--config", Path.Combine(folder, "config.ini")], Path.Combine(folder, "log"));
            using SidecarConnection connection = Connect(socket);
            connection.Ask("GET", "/status", SamplePod.StatusRequest(1));
            Pause.For(Rest);
            table.Add($"resident with {Watched:N0} pods watched", ProcessUse.Megabytes(sidecar.Id, "VmRSS"), "MB", 60);
            Calls(settings, table, cluster, connection);
            Events(settings, table, cluster, connection);
            Pause.For(Rest);
            table.Add($"resident after questions about {Asked:N0} pods each", ProcessUse.Megabytes(sidecar.Id, "VmRSS"), "MB");
        }
        finally
        {
            cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Calls(BenchSettings settings, FigureTable table, FakeApiServer cluster, SidecarConnection connection)
    {
        byte[] question = SamplePod.StatusRequest(Asked);
        connection.Ask("GET", "/status", question);
        int before = cluster.Requests.Count;
        Samples calls = Samples.Of(settings.Rounds(100, 30), () => Clock.MillisecondsOf(() => connection.Ask("GET", "/status", question)));
        table.Add($"/status of {Asked:N0} in the remote cluster", calls, "ms", 5);
        table.Add($"/status of {Asked:N0}, remote calls", cluster.Requests.Count - before, "", 0);
        before = cluster.Requests.Count;
        double time = Clock.MillisecondsOf(() => connection.Ask("POST", "/create", SamplePod.CreateRequest(Watched)));
        table.Add("/create in the remote cluster, a pod and a config map", time, "ms");
        table.Add("/create in the remote cluster, calls beyond the objects", cluster.Requests.Count - before - 2, "", 0);
    }

    private static void Events(BenchSettings settings, FigureTable table, FakeApiServer cluster, SidecarConnection connection)
    {
        byte[] question = SamplePod.StatusRequest(1);
        int code = 1;
        Samples seen = Samples.Of(settings.Rounds(50, 10), () =>
        {
            string wanted = $"\"exitCode\":{++code}";
            string status = $$$$$"""{"phase":"Failed","containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":{{{{{code}}}}}}}}]}""";
            return Clock.MillisecondsOf(() =>
            {
                cluster.Store.Change(ResourceTypes.Pods, SamplePod.Namespace, Remotely(0), pod => pod["status"] = JsonNode.Parse(status));
                while (!System.Text.Encoding.UTF8.GetString(connection.Ask("GET", "/status", question)).Contains(wanted, StringComparison.Ordinal))
                    Thread.Yield();
            });
        });
        table.Add("a change in the remote cluster → it is in /status", seen, "ms", 50);
    }

    private static SidecarConnection Connect(string socket)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
        {
            if (SidecarConnection.TryOpen(socket) is { } connection)
                return connection;
            Pause.For(TimeSpan.FromMilliseconds(20));
        }

        throw new BenchException("kubernetes-sidecar did not start.");
    }

    private static string Program(BenchSettings settings) => Path.Combine(settings.Programs, "kubernetes-sidecar");

    private static string Remotely(int number) => $"{SamplePod.Name(number)}-{SamplePod.Uid(number)}";

    private static JsonObject Remote(int number)
    {
        var pod = (JsonObject)JsonNode.Parse(SamplePod.StatusRequest(1))!.AsArray()[0]!.DeepClone();
        pod["metadata"] = JsonNode.Parse($$$"""
            {"name":"{{{Remotely(number)}}}","namespace":"{{{SamplePod.Namespace}}}",
             "labels":{"interlink.io":"offloading","interlink.io/source.pod_uid":"{{{SamplePod.Uid(number)}}}"},
             "annotations":{"interlink.io/source.namespace":"{{{SamplePod.Namespace}}}"}}
            """);
        return pod;
    }
}
