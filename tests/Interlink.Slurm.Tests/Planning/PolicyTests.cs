using System.Text.Json.Nodes;
using Interlink.Hosting.Configuration;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;
using Interlink.Yaml;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>What the administrator's policy refuses, and what it leaves alone.</summary>
public class PolicyTests
{
    [Theory]
    [InlineData("AllowShell: false", PodAnnotations.PreExec, "module load x")]
    [InlineData("AllowShell: false", PodAnnotations.WstunnelCommands, "wstunnel &")]
    [InlineData("DeniedAnnotations: [slurm-job.vk.io/mpi-flags]", PodAnnotations.MpiFlags, "--x")]
    [InlineData("AllowedFlags: [time, -p]", PodAnnotations.Flags, "--qos=high")]
    [InlineData("AllowedFlags: []", PodAnnotations.Flags, "-t 5")]
    [InlineData("DeniedFlags: [--reservation]", PodAnnotations.Flags, "--reservation x")]
    [InlineData("DeniedFlags: [p]", PodAnnotations.Flags, "--partition=x")]
    [InlineData("DeniedFlags: [partition]", PodAnnotations.Flags, "-p x")]
    [InlineData("DeniedFlags: [partition]", PodAnnotations.Flags, "--part=x")]
    [InlineData("FlagValues: {partition: 'batch|debug'}", PodAnnotations.Flags, "-p batch2")]
    [InlineData("FlagValues: {partition: 'batch|debug'}", PodAnnotations.Flags, "-p debug,secret")]
    [InlineData("AllowShell: false", PodAnnotations.MpiFlags, "--map-by node /bin/touch /tmp/x")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "--export=ALL,BASH_ENV=/tmp/x")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "--expor ALL,LD_PRELOAD=/tmp/x")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "--get-user")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "--container=/tmp/bundle")]
    [InlineData("DeniedFlags: [oversubscribe]", PodAnnotations.Flags, "-s")]
    [InlineData("DeniedFlags: [oversubscribe]", PodAnnotations.Flags, "--shar")]
    [InlineData("DeniedFlags: [chdir]", PodAnnotations.Flags, "--workd=/etc")]
    [InlineData("RuntimeOptions: [--nv]", PodAnnotations.SingularityOptions, "--nv=false")]
    [InlineData("RuntimeOptions: [--nv]", PodAnnotations.SingularityOptions, "--nv /tmp/other.sif")]
    [InlineData("RuntimeOptions: [--nv, --env=.*]", PodAnnotations.SingularityOptions, "--env A=b /tmp/other.sif")]
    [InlineData("RuntimeOptions: [--nv, --bind=.*]", PodAnnotations.SingularityOptions, "--nv --security=uid:0")]
    [InlineData("RuntimeOptions: ['--bind=/cvmfs(:.*)?']", PodAnnotations.SingularityMounts, "--bind /cvmfs2")]
    [InlineData("RuntimeOptions: ['--bind=/cvmfs(:.*)?']", PodAnnotations.SingularityMounts, "--bind=/etc")]
    [InlineData("RuntimeOptions: ['--bind=/cvmfs(:.*)?']", PodAnnotations.SingularityMounts, "-B/cvmfs")]
    [InlineData("RuntimeOptions: ['--bind=/cvmfs(:.*)?']", PodAnnotations.SingularityMounts, "--bind")]
    [InlineData("HostPaths: [/data]", PodAnnotations.SingularityMounts, "--bind /etc:/etc")]
    [InlineData("Images: 'docker://.*'", PodAnnotations.SingularityOptions, "--nv")]
    [InlineData("RuntimeOptions: [--nv]", PodAnnotations.SingularityMounts, "--bind /etc:/etc")]
    [InlineData("Images: 'docker://registry\\.site/.*'", PodAnnotations.ImageRoot, "docker://evil.site/")]
    [InlineData("FlagValues: {comment: '(a+)+b'}", PodAnnotations.Flags, "--comment=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")]
    public void An_annotation_that_a_rule_forbids_is_refused(string rule, string annotation, string text) => Assert.Contains(
        "Policy." + (annotation is PodAnnotations.SingularityOptions or PodAnnotations.SingularityMounts ? "RuntimeOptions" : rule.Split(':')[0]),
        Plans.Refusal(Plans.Annotated(annotation, text), Options(rule), PodRequestFailure.Refused),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("AllowedFlags: [time, -p]", PodAnnotations.Flags, "--time=5 --partition x")]
    [InlineData("FlagValues: {partition: 'batch|debug'}", PodAnnotations.Flags, "-p debug --qos=any")]
    [InlineData("RuntimeOptions: [--nv, --bind=.*]", PodAnnotations.SingularityOptions, "--nv --bind /a:/b --bind=/c:/d --nv")]
    [InlineData("RuntimeOptions: ['--bind=/cvmfs(:.*)?']", PodAnnotations.SingularityMounts, "--bind /cvmfs:/cvmfs:ro --bind=/cvmfs")]
    [InlineData("AllowShell: false", PodAnnotations.MpiFlags, "true")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "--exclude=n1 --exclusive=user --constraint=a --gid=5")]
    [InlineData("AllowShell: true", PodAnnotations.Flags, "--export=NONE")]
    [InlineData("Images: 'docker://.*'", PodAnnotations.ImageRoot, "docker://any/")]
    [InlineData("AllowShell: false", PodAnnotations.Flags, "-t 5")]
    public void What_no_rule_forbids_goes(string rule, string annotation, string text) =>
        Assert.NotNull(Plans.Plan(Plans.Annotated(annotation, text), Options(rule)));

    [Fact]
    public void A_job_script_is_shell_text()
    {
        var request = Plans.Pod();
        request["jobScript"] = "true";
        Plans.Refusal(request, Options("AllowShell: false"), PodRequestFailure.Refused);
    }

    [Fact]
    public void A_flavors_flags_are_the_administrators()
    {
        var flavor = new Flavor { Name = "f", SlurmFlags = ["--partition=secret"] };
        var options = Options("AllowedFlags: []") with { Flavors = [flavor], DefaultFlavor = flavor };
        Assert.Contains("--partition=secret", Plans.Plan(Plans.Pod(), options).Lines());
    }

    [Theory]
    [InlineData("/data", true)]
    [InlineData("/data/", true)]
    [InlineData("/data/sub", true)]
    [InlineData("//data/./sub", true)]
    [InlineData("/database", false)]
    [InlineData("/", false)]
    [InlineData("/home/me", false)]
    public void Host_paths_are_below_the_allowed_folders(string path, bool allowed)
    {
        var options = Options("HostPaths: [/data/, /scratch]");
        if (allowed)
            Assert.NotNull(Plans.Plan(HostPath(path), options));
        else
            Assert.Contains("Policy.HostPaths", Plans.Refusal(HostPath(path), options, PodRequestFailure.Refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cvmfs/x", true)]
    [InlineData("/cvmfs2", false)]
    [InlineData("/cvm", false)]
    [InlineData("/", true)]
    public void Host_paths_may_be_for_reading_only(string path, bool readOnly) => Assert.Equal(
        readOnly, Assert.Single(Plans.Plan(HostPath(path), Options("ReadOnlyHostPaths: [/cvmfs]")).Container().Mounts).ReadOnly);

    [Fact]
    public void A_shell_flag_that_is_allowed_by_name_goes()
    {
        var options = Options("AllowShell: false\n  AllowedFlags: [export]");
        Assert.Contains("--export=NONE", Plans.Plan(Plans.Flags("--export=NONE"), options).Lines());
    }

    [Theory]
    [InlineData("""{"securityContext":{"privileged":true}}""")]
    [InlineData("""{"securityContext":{"capabilities":{"add":["NET_ADMIN"]}}}""")]
    public void Privileges_are_refused(string container)
    {
        Assert.NotNull(Plans.Plan(Plans.Pod(container)));
        string refusal = Plans.Refusal(Plans.Pod(container), Options("AllowPrivileged: false"), PodRequestFailure.Refused);
        Assert.Contains("Policy.AllowPrivileged", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--uid=0")]
    [InlineData("--ui=0")]
    [InlineData("--gid=0")]
    public void The_lowest_user_cannot_be_got_round_by_a_flag(string flag) =>
        Plans.Refusal(Plans.Flags(flag), Options("LowestUser: 1000") with { DefaultUid = 1000 }, PodRequestFailure.Refused);

    [Theory]
    [InlineData("HostPaths: [/data]", ContainerRuntime.Singularity, "AllowShell")]
    [InlineData("Images: x", ContainerRuntime.Podman, "AllowShell")]
    [InlineData("HostPaths: [/data]\n  AllowShell: false", ContainerRuntime.Host, "host")]
    [InlineData("HostPaths: [/data]\n  AllowShell: false", ContainerRuntime.Singularity, null)]
    [InlineData("AllowedFlags: []", ContainerRuntime.Host, null)]
    public void A_rule_that_can_be_got_round_is_warned_of(string rule, ContainerRuntime runtime, string? named)
    {
        var warnings = new List<string>();
        PolicyKeys.Warn(Options(rule).Policy, runtime, warnings);
        if (named is null)
            Assert.Empty(warnings);
        else
            Assert.Contains(named, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Low_users_are_refused()
    {
        var options = Options("LowestUser: 1000") with { DefaultUid = 1000 };
        Assert.Equal(1000, Plans.Plan(Plans.Pod(), options).RunAsUser);
        Plans.Refusal(Plans.Pod(spec: """{"securityContext":{"runAsUser":0}}"""), options, PodRequestFailure.Refused);
    }

    [Theory]
    [InlineData("Images: '('", "Images")]
    [InlineData("FlagValues: {partition: '['}", "FlagValues.partition")]
    [InlineData("HostPaths: [data]", "HostPaths")]
    [InlineData("AllowedFlags: ['--']", "AllowedFlags")]
    [InlineData("RuntimeOptions: [bind]", "RuntimeOptions")]
    [InlineData("RuntimeOptions: ['--bind=(']", "RuntimeOptions")]
    [InlineData("LowestUser: -1", "LowestUser")]
    [InlineData("LowestUser: 100000", "DefaultUID")]
    [InlineData("AllowShell: maybe", "AllowShell")]
    public void A_policy_that_makes_no_sense_keeps_the_sidecar_from_starting(string rule, string named)
    {
        var file = Read(rule);
        PolicyKeys.CheckDefaultUser(file, PolicyKeys.Read(file), null, 0);
        Assert.Contains(file.Problems, problem => problem.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_nobody_knows_is_told()
    {
        var file = Read("AlowShell: false");
        PolicyKeys.Read(file);
        Assert.Contains("AllowShell", Assert.Single(file.UnknownKeys), StringComparison.Ordinal);
    }

    private static SlurmOptions Options(string rule)
    {
        var file = Read(rule);
        var policy = PolicyKeys.Read(file);
        Assert.Empty(file.Problems);
        return Plans.Options with { Policy = policy };
    }

    private static ConfigReader Read(string rule) =>
        new((JsonObject)YamlDocument.Parse($"Policy:\n  {rule}\n", "SlurmConfig.yaml")!, "SlurmConfig.yaml");

    private static JsonObject HostPath(string path) => Plans.Pod(
        """{"volumeMounts":[{"name":"h","mountPath":"/x"}]}""",
        new JsonObject
        {
            ["volumes"] = new JsonArray(new JsonObject { ["name"] = "h", ["hostPath"] = new JsonObject { ["path"] = path } }),
        }.ToJsonString());
}
