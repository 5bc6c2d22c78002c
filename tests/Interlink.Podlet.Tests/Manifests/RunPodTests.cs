using Interlink.Podlet.Tests.Programs;

namespace Interlink.Podlet.Tests.Manifests;

/// <summary>Kubernetes manifests run as they are.</summary>
public sealed class RunPodTests : IDisposable
{
    private readonly ManifestFolder folder = new();
    private readonly string root;

    public RunPodTests() => root = folder.Path;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_carry_the_containers_name_and_the_exit_code_is_the_pods()
    {
        using PodletProcess podlet = Run("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: words}
            data: {GREETING: hello}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: hidden}
            stringData: {word: secret}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: trial}
            spec:
              restartPolicy: Never
              initContainers:
              - {name: before, image: none, command: [sh, -c, "echo first; printf unfinished"]}
              containers:
              - name: main
                image: none
                command: [sh, -c, "echo $GREETING $(WORD); exit 3"]
                envFrom: [{configMapRef: {name: words}}]
                env: [{name: WORD, valueFrom: {secretKeyRef: {name: hidden, key: word}}}]
            ---
            kind: Service
            metadata: {name: other}
            """);
        Assert.Equal(3, podlet.WaitForExit());
        Assert.Equal("[before] first\n[before] unfinished\n[main] hello secret\n", podlet.Output);
        Assert.Contains("container main: Error, exit code 3\n", podlet.Error, StringComparison.Ordinal);
        Assert.Contains("pod: Failed\n", podlet.Error, StringComparison.Ordinal);
        Assert.Contains("not Service/other", podlet.Error, StringComparison.Ordinal);
        podlet.AssertNothingIsLeft();
        Assert.Equal(["pod.yaml"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_stops_the_pod_gracefully(string signal)
    {
        using PodletProcess podlet = Run(Pod("trap 'exit 4' TERM; touch up; while :; do sleep 0.05; done"));
        Eventually.True(() => File.Exists(Path.Combine(root, "up")), () => "the pod never began");
        podlet.Signal(signal);
        Assert.Equal(4, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_second_signal_kills_the_pod()
    {
        using PodletProcess podlet = Run(Pod("trap 'touch asked' TERM; touch up; while :; do sleep 0.05; done"));
        Eventually.True(() => File.Exists(Path.Combine(root, "up")), () => "the pod never began");
        podlet.Signal("INT");
        Eventually.True(() => File.Exists(Path.Combine(root, "asked")), () => "the pod was never asked");
        podlet.Signal("INT");
        Assert.Equal(128 + 9, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void Nothing_is_left_when_it_is_killed_itself()
    {
        using PodletProcess podlet = Run(Pod("touch up; while :; do sleep 0.05; done"));
        Eventually.True(() => File.Exists(Path.Combine(root, "up")), () => "the pod never began");
        podlet.Signal("KILL");
        podlet.WaitForExit();
        podlet.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("kind: Service", "no object of the kind Pod")]
    [InlineData("kind: [", "is not valid YAML")]
    [InlineData("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"UPPER\"}}", "UPPER")]
    [InlineData("{kind: Pod, metadata: {name: a}, spec: {containers: [{name: main, command: 7}]}}", "command")]
    public void What_cannot_be_run_is_told_and_leaves_nothing(string manifest, string said)
    {
        using PodletProcess podlet = Run(manifest);
        Assert.Equal(78, podlet.WaitForExit());
        Assert.Contains(said, podlet.Error, StringComparison.Ordinal);
        Assert.Equal(["pod.yaml"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_that_is_named_is_kept()
    {
        string kept = Path.Combine(root, "kept");
        using PodletProcess podlet = Run(Pod("echo done"), "--folder", kept);
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal("done\n", File.ReadAllText(Path.Combine(kept, "run-main.out")));
    }

    [ApptainerFact]
    public void A_container_sees_the_manifests_volumes()
    {
        using PodletProcess podlet = Run($$"""
            kind: List
            items:
            - kind: ConfigMap
              metadata: {name: words}
              data: {greeting: "hello\n"}
            - kind: Pod
              metadata: {generateName: trial-}
              spec:
                restartPolicy: Never
                volumes: [{name: words, configMap: {name: words} }, {name: scratch, emptyDir: { } }]
                containers:
                - name: main
                  image: {{Apptainer.Image}}
                  command: [sh, -c, "cat /words/greeting; echo kept >/scratch/file && cat /scratch/file"]
                  volumeMounts: [{name: words, mountPath: /words}, {name: scratch, mountPath: /scratch}]
            """, "--runtime", "apptainer");
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Contains("[main] hello\n[main] kept\n", podlet.Output, StringComparison.Ordinal);
    }

    private string Pod(string script) => $$"""
        kind: Pod
        metadata: {name: trial}
        spec:
          restartPolicy: Never
          containers: [{name: main, image: none, workingDir: {{root}}, command: [sh, -c, "{{script}}"]}]
        """;

    private PodletProcess Run(string manifest, params string[] more) => folder.Run(manifest, more);
}
