using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>What a pod asks of its container runtime, for each of them.</summary>
public class RuntimeTests
{
    private static SlurmOptions On(string runtime) => Plans.Options with { Runtime = Enum.Parse<ContainerRuntime>(runtime) };

    [Theory]
    [InlineData("Singularity", "busybox", "docker://busybox")]
    [InlineData("Singularity", "oras://r/x", "oras://r/x")]
    [InlineData("Singularity", "library://a/b/c", "library://a/b/c")]
    [InlineData("Singularity", "/images/x.sif", "/images/x.sif")]
    [InlineData("Podman", "busybox", "busybox")]
    [InlineData("Docker", "docker://r.io/x:1", "r.io/x:1")]
    [InlineData("Enroot", "docker://r.io/x:1", "docker://r.io/x:1")]
    [InlineData("Enroot", "/images/x.sqsh", "/images/x.sqsh")]
    public void An_image_is_given_as_the_runtime_takes_it(string runtime, string image, string expected) =>
        Assert.Equal(expected, Plans.Plan(Image(image), On(runtime)).Container().Image);

    [Theory]
    [InlineData("Podman", "/images/x.sif")]
    [InlineData("Docker", "library://a/b")]
    [InlineData("Podman", "oras://r/x")]
    [InlineData("Enroot", "library://a/b")]
    public void An_image_the_runtime_cannot_start_is_refused(string runtime, string image) =>
        Assert.Contains("'main'", Plans.Refusal(Image(image), On(runtime), PodRequestFailure.Refused), StringComparison.Ordinal);

    [Fact]
    public void Podman_arranges_what_a_security_context_asks_for()
    {
        var plan = Plans.Plan(Security("""
            {"runAsUser":1000,"runAsGroup":2000,"readOnlyRootFilesystem":true,"privileged":true,"allowPrivilegeEscalation":false,
             "capabilities":{"add":["NET_ADMIN"],"drop":["CAP_ALL","MKNOD"]}}
            """), On("Podman"));
        var security = plan.Container().Security!;
        Assert.Equal(
            (1000L, 2000L, true, true, true),
            (security.User, security.Group, security.ReadOnlyRoot, security.Privileged, security.NoNewPrivileges));
        Assert.Equal(["NET_ADMIN"], security.AddedCapabilities);
        Assert.Equal(["ALL", "MKNOD"], security.DroppedCapabilities);
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("Singularity", """{"runAsUser":1000,"privileged":true,"capabilities":{"add":["NET_ADMIN"]}}""", "runAsUser, privileged, capabilities.add")]
    [InlineData("Host", """{"readOnlyRootFilesystem":true}""", "readOnlyRootFilesystem")]
    [InlineData("Enroot", """{"runAsGroup":5}""", "runAsGroup")]
    public void What_a_runtime_cannot_arrange_is_told(string runtime, string security, string named)
    {
        var plan = Plans.Plan(Security(security), On(runtime));
        Assert.Contains(named, Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Singularity", """{"readOnlyRootFilesystem":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}""")]
    [InlineData("Singularity", "{}")]
    [InlineData("Podman", """{"readOnlyRootFilesystem":false,"privileged":false}""")]
    public void What_holds_anyway_needs_nothing(string runtime, string security)
    {
        var plan = Plans.Plan(Security(security), On(runtime));
        Assert.Null(plan.Container().Security);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Whether_a_container_would_be_root_is_looked_at_on_the_node()
    {
        Assert.True(Plans.Plan(Security("""{"runAsNonRoot":true}""")).Container().Security!.NonRoot);
        Assert.True(Plans.Plan(Plans.Pod(spec: """{"securityContext":{"runAsNonRoot":true}}""")).Container().Security!.NonRoot);
        var overruled = Plans.Pod("""{"securityContext":{"runAsNonRoot":false}}""", """{"securityContext":{"runAsNonRoot":true}}""");
        Assert.Null(Plans.Plan(overruled).Container().Security);
        Assert.Contains("runAsNonRoot", Plans.Refusal(Security("""{"runAsNonRoot":true,"runAsUser":0}""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"runAsUser":-1}""")]
    [InlineData("""{"capabilities":{"add":["net admin"]}}""")]
    [InlineData("""{"capabilities":{"drop":[""]}}""")]
    public void What_makes_no_sense_is_refused(string security) => Plans.Refusal(Security(security), On("Podman"));

    [Theory]
    [InlineData("Always", PullPolicy.Always)]
    [InlineData("Never", PullPolicy.Never)]
    [InlineData("", PullPolicy.IfNotPresent)]
    public void The_pull_policy_is_the_pods(string text, PullPolicy expected)
    {
        var request = Plans.Pod();
        request["pod"]!["spec"]!["containers"]![0]!["imagePullPolicy"] = text;
        Assert.Equal(expected, Plans.Plan(request).Container().PullPolicy);
    }

    [Fact]
    public void Enroot_refuses_what_it_has_no_words_for()
    {
        Assert.Contains("workingDir", Plans.Refusal(Plans.Pod("""{"workingDir":"/w"}"""), On("Enroot"), PodRequestFailure.Refused), StringComparison.Ordinal);
        var request = Plans.Pod(
            """{"volumeMounts":[{"name":"h","mountPath":"/a b"}]}""", """{"volumes":[{"name":"h","hostPath":{"path":"/x"}}]}""");
        Plans.Refusal(request, On("Enroot"), PodRequestFailure.Refused);
    }

    [Fact]
    public void Pull_secrets_become_files_that_only_the_owner_reads()
    {
        string config = """{"auths":{"r.io":{"auth":"dXNlcjpwdw=="},"b.io":{"username":"u","password":"p:w"}}}""";
        var request = Plans.Pod(
            spec: """{"imagePullSecrets":[{"name":"login"}]}""",
            volumes: $$$"""{"secrets":[{"metadata":{"name":"login"},"data":{".dockerconfigjson":"{{{Base64(config)}}}"}}]}""");

        var plan = Plans.Plan(request);

        Assert.Equal(Plans.Folder + "/registry", plan.Pod.Runtime.AuthFolder);
        Assert.Equal("""{"auths":{"b.io":{"username":"u","password":"p:w"},"r.io":{"auth":"dXNlcjpwdw=="}}}""", plan.Text("registry/config.json"));
        Assert.Equal("machine b.io login u password p:w\nmachine r.io login user password pw\n", plan.Text("registry/.credentials"));
        Assert.All(plan.Files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Mode));
        Assert.DoesNotContain("dXNlcjpwdw", Encoding.UTF8.GetString(PlanJson.Write(plan.Pod)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_secret_that_did_not_come_is_told_without_its_name()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """{"imagePullSecrets":[{"name":"login"}]}"""));
        Assert.Contains("imagePullSecrets", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.Null(plan.Pod.Runtime.AuthFolder);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"auths":{"r":{"auth":1},"r":{}}}""")]
    public void A_pull_secret_that_is_none_never_crashes(string config)
    {
        var request = Plans.Pod(
            spec: """{"imagePullSecrets":[{"name":"login"}]}""",
            volumes: $$$"""{"secrets":[{"metadata":{"name":"login"},"data":{".dockerconfigjson":"{{{Base64(config)}}}"}}]}""");
        if (config != "[]")
            Assert.Contains("imagePullSecrets", Plans.Refusal(request), StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject Image(string image) => Plans.Pod($$"""{"image":"{{image}}"}""");

    private static JsonObject Security(string context) => Plans.Pod($$$"""{"securityContext":{{{context}}}}""");
}
