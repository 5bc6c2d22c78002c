using System.Text;

namespace Interlink.Bench.Pods;

/// <summary>Pods of ordinary size as an API server sends them: about 1 kB each.</summary>
internal static class SamplePod
{
    public const string Namespace = "default";
    public const string Container = "main";

    public static string Uid(int number) => $"5f3a9c1e-7d42-4b8a-9e06-{number:x12}";

    public static string Name(int number) => $"sample-{number}";

    /// <summary>The body of /create. The flags are those of sbatch, as the pod's annotation has them.</summary>
    public static byte[] CreateRequest(int number, string flags = "--time=10") => Encoding.UTF8.GetBytes($$$"""
        {"pod":{{{Pod(number, flags)}}},"container":[{"name":"main","configMaps":[{"metadata":{"name":"settings","namespace":"default"},
        "data":{"settings.ini":"[main]\nlevel=3\npath=/data/input\n"}}],"projectedvolumemaps":null,"secrets":null}]}
        """);

    /// <summary>The body of /status for the first so many pods.</summary>
    public static byte[] StatusRequest(int count, string flags = "--time=10") =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, count).Select(number => Pod(number, flags)))}]");

    /// <summary>The body of /status for one pod.</summary>
    public static byte[] StatusRequestOf(int number) => Encoding.UTF8.GetBytes($"[{Pod(number, "--time=10")}]");

    /// <summary>The body of /getLogs, with the options as JSON fields.</summary>
    public static byte[] LogRequest(int number, string options) => Encoding.UTF8.GetBytes($$$"""
        {"Namespace":"default","PodUID":"{{{Uid(number)}}}","PodName":"{{{Name(number)}}}","ContainerName":"main","Opts":{{{{options}}}}}
        """);

    private static string Pod(int number, string flags) => Spread(number, flags).ReplaceLineEndings("");

    private static string Spread(int number, string flags) => $$$"""
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{Name(number)}}}","namespace":"default","uid":"{{{Uid(number)}}}",
        "resourceVersion":"1024","creationTimestamp":"2026-01-02T03:04:05Z","labels":{"app":"sample","tier":"batch"},
        "annotations":{"slurm-job.vk.io/flags":"{{{flags}}}"}},"spec":{"volumes":[{"name":"settings","configMap":{"name":"settings",
        "defaultMode":420}},{"name":"scratch","emptyDir":{}}],"containers":[{"name":"main",
        "image":"docker://busybox:1.36","command":["/bin/sh","-c"],
        "args":["echo hello; sleep 3600"],"env":[{"name":"LEVEL","value":"3"},{"name":"GREETED","value":"world"}],
        "resources":{"limits":{"cpu":"1","memory":"64Mi"},"requests":{"cpu":"1","memory":"64Mi"}},
        "volumeMounts":[{"name":"settings","mountPath":"/etc/sample"},{"name":"scratch","mountPath":"/scratch"}],
        "terminationMessagePath":"/dev/termination-log","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Never",
        "terminationGracePeriodSeconds":5,"dnsPolicy":"ClusterFirst","nodeName":"node1","schedulerName":"default-scheduler",
        "tolerations":[{"key":"virtual-node.interlink/no-schedule","operator":"Exists"}],"priority":0},
        "status":{"phase":"Pending","qosClass":"Guaranteed"}}
        """;
}
