using System.Text.Json.Nodes;
using Interlink.Podlet.Tests.Programs;

namespace Interlink.Podlet.Tests.Manifests;

/// <summary>Fields of a manifest by what its containers notice of them.</summary>
public sealed class RunPodFieldsTests : IDisposable
{
    private static readonly string[] Apptainers = ["--runtime", "apptainer"];

    // Written so that it does not find itself.
    private const string Look = @"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' | grep -q 'slee[p] '$N";

    private readonly ManifestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_cannot_be_had_is_told_and_the_pod_runs()
    {
        using PodletProcess podlet = folder.Run(Pod("echo here", "tty: true, ports: [{containerPort: 80, hostPort: 8080}]", "runtimeClassName: kata, hostname: other"));
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal("[main] here\n", podlet.Output);
        Assert.All(["tty", "hostPort", "runtimeClassName", "hostname"], field => Assert.Contains(field, podlet.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workingDir: relative", "", "workingDir")]
    [InlineData("imagePullPolicy: Sometimes", "", "imagePullPolicy")]
    [InlineData("args: [\"a\\0b\"]", "", "NUL")]
    [InlineData("resources: {claims: [{name: gpu}]}", "", "claims")]
    [InlineData("terminationMessagePath: words", "", "terminationMessagePath")]
    [InlineData("", "terminationGracePeriodSeconds: -1", "terminationGracePeriodSeconds")]
    [InlineData("", "activeDeadlineSeconds: 0", "activeDeadlineSeconds")]
    [InlineData("", "os: {name: windows}", "os")]
    [InlineData("", "hostAliases: [{ip: nowhere, hostnames: [a]}]", "hostAliases")]
    [InlineData("", "hostPID: true, shareProcessNamespace: true", "hostPID")]
    public void What_would_not_be_the_pod_that_was_meant_is_refused(string container, string spec, string named)
    {
        using PodletProcess podlet = folder.Run(Pod("echo here", container, spec));
        Assert.Equal(78, podlet.WaitForExit());
        Assert.Contains(named, podlet.Error, StringComparison.Ordinal);
        Assert.Equal("", podlet.Output);
    }

    [Fact]
    public void The_last_words_of_a_container_that_failed_are_told()
    {
        using PodletProcess podlet = folder.Run(Pod("echo out of cheese; exit 3", "terminationMessagePolicy: FallbackToLogsOnError"));
        Assert.Equal(3, podlet.WaitForExit());
        Assert.Contains("exit code 3: out of cheese", podlet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_may_not_be_root_is_not_started_as_root()
    {
        using PodletProcess podlet = folder.Run(Pod("echo here", "securityContext: {runAsNonRoot: true}"));
        int code = podlet.WaitForExit();
        if (Shell.Run("id -u").Trim() != "0")
        {
            Assert.Equal((0, "[main] here\n"), (code, podlet.Output));
            return;
        }

        Assert.Equal((128, ""), (code, podlet.Output));
        Assert.Contains("runAsNonRoot", podlet.Error, StringComparison.Ordinal);
    }

    [ApptainerFact]
    public void A_pod_has_the_name_the_hosts_and_the_domains_it_asks_for()
    {
        using PodletProcess podlet = folder.Run(
            Pod(
                "hostname; cat /etc/hosts /etc/resolv.conf; echo $HOSTNAME",
                "",
                "hostname: ship, subdomain: fleet, hostAliases: [{ip: 192.0.2.7, hostnames: [pier, dock.example.org]}], dnsPolicy: None, "
                    + "dnsConfig: {nameservers: [192.0.2.53], searches: [example.org], options: [{name: ndots, value: '2'}, {name: rotate}]}"),
            Apptainers);
        Assert.Equal(0, podlet.WaitForExit());
        Assert.StartsWith("[main] ship\n", podlet.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "[main] 127.0.1.1\tship.fleet.default.svc.cluster.local\tship\n[main] 192.0.2.7\tpier\tdock.example.org\n"
            + "[main] nameserver 192.0.2.53\n[main] search example.org\n[main] options ndots:2 rotate\n[main] ship\n",
            podlet.Output,
            StringComparison.Ordinal);
        string ownHosts = File.ReadLines("/etc/hosts").First(line => line.Length > 0);
        Assert.Contains(ownHosts, podlet.Output, StringComparison.Ordinal);
    }

    [ApptainerTheory]
    [InlineData("shareProcessNamespace: true", true)]
    [InlineData("hostPID: true", true)]
    [InlineData("hostIPC: true", false)]
    [InlineData("", false)]
    public void Containers_see_each_others_processes_where_the_pod_says_so(string spec, bool seen)
    {
        int sleep = NumberOfItsOwn();
        string other = $"N={sleep}; sleep $N & touch /both/up; wait";
        string sidecar = $"{{name: other, restartPolicy: Always, image: {Apptainer.Image}, command: [sh, -c, '{other}'], "
            + "volumeMounts: [{name: both, mountPath: /both}]}";
        using PodletProcess podlet = folder.Run(
            Pod(
                $"N={sleep}; while ! test -e /both/up; do sleep 0.1; done; sleep 0.3; {Look} && echo seen || echo hidden",
                "volumeMounts: [{name: both, mountPath: /both}]",
                $"{spec}{(spec.Length > 0 ? ", " : "")}volumes: [{{name: both, emptyDir: {{}}}}], initContainers: [{sidecar}]"),
            Apptainers);
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal($"[main] {(seen ? "seen" : "hidden")}\n", podlet.Output);
        podlet.AssertNothingIsLeft();
        Assert.Equal("", Shell.Run($"pgrep -x -f 'sleep {sleep}' || true"));
    }

    [ApptainerFact]
    public void A_container_without_processes_of_its_own_leaves_none_when_it_ends()
    {
        int sleep = NumberOfItsOwn();
        string again = $"{Look} && echo left || echo gone; exit 0";
        using PodletProcess podlet = folder.Run(
            Pod(
                $"N={sleep}; if test -e /both/up; then {again}; fi; touch /both/up; setsid sleep $N & sleep 0.3; exit 1",
                "volumeMounts: [{name: both, mountPath: /both}]",
                "shareProcessNamespace: true, volumes: [{name: both, emptyDir: {}}]",
                "OnFailure"),
            Apptainers);
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal("[main] gone\n", podlet.Output);
        podlet.AssertNothingIsLeft();
    }

    [ApptainerFact]
    public void Nothing_is_left_of_shared_processes_when_podlet_is_killed()
    {
        int sleep = NumberOfItsOwn();
        using PodletProcess podlet = folder.Run(
            Pod(
                $"N={sleep}; setsid sleep $N & touch /both/up; wait; sleep $N",
                "volumeMounts: [{name: both, mountPath: /both}]",
                $"shareProcessNamespace: true, volumes: [{{name: both, hostPath: {{path: {folder.Path}}}}}]"),
            Apptainers);
        Eventually.True(() => File.Exists(folder.Of("up")), () => "the pod never began");
        podlet.Signal("KILL");
        podlet.WaitForExit();
        podlet.AssertNothingIsLeft();
        Eventually.True(() => Shell.Run($"pgrep -x -f 'sleep {sleep}' || true").Length == 0, () => "a process of the container is left");
    }

    [ApptainerFact]
    public void Last_words_are_written_where_the_pod_says()
    {
        using PodletProcess podlet = folder.Run(Pod("echo bye >/tmp/words; exit 4", "terminationMessagePath: /tmp/words"), Apptainers);
        Assert.Equal(4, podlet.WaitForExit());
        Assert.Contains("exit code 4: bye", podlet.Error, StringComparison.Ordinal);
    }

    // Seconds by which this test's sleeping process is known from others'.
    private static int NumberOfItsOwn() => Random.Shared.Next(100_000, 999_999);

    private static string Pod(string script, string container = "", string spec = "", string restart = "Never") => $$"""
        kind: Pod
        metadata: {name: trial}
        spec: {
          restartPolicy: {{restart}}, {{spec}}{{(spec.Length > 0 ? "," : "")}}
          containers: [{name: main, image: {{Apptainer.Image ?? "none"}}, command: [sh, -c, {{JsonValue.Create(script).ToJsonString()}}]{{(container.Length > 0 ? "," : "")}} {{container}}}]
          }
        """;
}
