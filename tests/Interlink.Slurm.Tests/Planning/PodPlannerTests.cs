using System.Text.Json.Nodes;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

public class PodPlannerTests
{
    [Theory]
    [InlineData("""{"uid":""}""", "UID")]
    [InlineData("""{"uid":"../x"}""", "UID")]
    [InlineData("""{"uid":"a\nb"}""", "UID")]
    [InlineData("""{"namespace":"../x"}""", "namespace")]
    [InlineData("""{"namespace":"A;id"}""", "namespace")]
    [InlineData("""{"name":"$(id)"}""", "name")]
    [InlineData("""{"name":"x\ny"}""", "name")]
    public void Names_that_could_leave_the_folder_or_the_line_are_refused(string metadata, string named) =>
        Assert.Contains(named, Plans.Refusal(Plans.Pod(metadata: metadata)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"containers":[]}""", "no containers")]
    [InlineData("""{"containers":null}""", "no containers")]
    [InlineData("""{"containers":[{"name":"../x","image":"i"}]}""", "container name")]
    [InlineData("""{"containers":[{"name":"a","image":"i"},{"name":"a","image":"i"}]}""", "'a'")]
    [InlineData("""{"initContainers":[{"name":"main","image":"i"}]}""", "'main'")]
    [InlineData("""{"volumes":[{"name":"../x","emptyDir":{}}]}""", "volume name")]
    [InlineData("""{"volumes":[{"name":"v"},{"name":"v"}]}""", "'v'")]
    [InlineData("""{"hostname":"a\nb"}""", "hostname")]
    [InlineData("""{"terminationGracePeriodSeconds":-1}""", "terminationGracePeriodSeconds")]
    [InlineData("""{"activeDeadlineSeconds":0}""", "activeDeadlineSeconds")]
    public void A_pod_that_breaks_a_rule_is_refused_with_a_sentence(string spec, string named) =>
        Assert.Contains(named, Plans.Refusal(Plans.Pod(spec: spec)), StringComparison.Ordinal);

    [Theory]
    [InlineData("busybox:1", null, "docker://busybox:1")]
    [InlineData("busybox:1", "/cvmfs/", "/cvmfs/busybox:1")]
    [InlineData("/abs/x.sif", "/cvmfs/", "/abs/x.sif")]
    [InlineData("oras://r/x:1", "/cvmfs/", "oras://r/x:1")]
    [InlineData("./x://y", null, "docker://./x://y")]
    public void Images_get_a_prefix_unless_they_are_a_path_or_have_a_scheme(string image, string? root, string expected)
    {
        var request = root is null ? Plans.Pod() : Plans.Annotated(PodAnnotations.ImageRoot, root);
        request["pod"]!["spec"]!["containers"]![0]!["image"] = image;
        Assert.Equal(expected, Plans.Plan(request).Container().Image);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--bind=/etc")]
    [InlineData("a\nb")]
    public void An_image_that_is_none_is_refused(string image)
    {
        var request = Plans.Pod();
        request["pod"]!["spec"]!["containers"]![0]!["image"] = image;
        Plans.Refusal(request, Plans.Options with { ImagePrefix = "" });
    }

    [Fact]
    public void The_host_runtime_needs_a_command_and_no_image()
    {
        Plans.Refusal(Plans.Pod("""{"command":[]}"""), Plans.Host);
        var plan = Plans.Plan(Plans.Pod("""{"image":""}"""), Plans.Host);
        Assert.Equal(ContainerRuntime.Host, plan.Pod.Runtime.Kind);
    }

    [Fact]
    public void A_pods_own_runtime_options_are_split_into_words()
    {
        var request = Plans.Annotated(PodAnnotations.SingularityOptions, "--fakeroot --env 'A=b c'\n");
        request["pod"]!["metadata"]!["annotations"]![PodAnnotations.SingularityMounts] = "--bind /a:/b";
        Assert.Equal(["--fakeroot", "--env", "A=b c", "--bind", "/a:/b"], Plans.Plan(request).Container().RuntimeOptions);
        var onHost = Plans.Plan(request, Plans.Host);
        Assert.Empty(onHost.Container().RuntimeOptions);
        Assert.Equal(2, onHost.Warnings.Count);
    }

    [Theory]
    [InlineData(PodAnnotations.SingularityOptions, "--bind $HOME:/x")]
    [InlineData(PodAnnotations.SingularityOptions, "--nv; rm -rf /")]
    [InlineData(PodAnnotations.SingularityOptions, "--nv `id`")]
    [InlineData(PodAnnotations.SingularityOptions, "--nv 'open")]
    [InlineData(PodAnnotations.SingularityOptions, "evil.sif")]
    [InlineData(PodAnnotations.SingularityMounts, "/a:/b")]
    [InlineData(PodAnnotations.SingularityMounts, "--bind /a\u0000b")]
    public void Runtime_options_that_need_a_shell_or_are_none_are_refused(string annotation, string text) =>
        Assert.Contains(annotation, Plans.Refusal(Plans.Annotated(annotation, text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("--map-by node -x 'A B'", new[] { "--map-by", "node", "-x", "A B" })]
    [InlineData("true", null)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public void Mpi_flags_make_the_containers_ranks(string text, string[]? expected) =>
        Assert.Equal(expected, Plans.Plan(Plans.Annotated(PodAnnotations.MpiFlags, text)).Container().MpiFlags);

    [Fact]
    public void Init_containers_are_no_ranks()
    {
        var request = Plans.Annotated(PodAnnotations.MpiFlags, "--quiet");
        request["pod"]!["spec"]!["initContainers"] = JsonNode.Parse("""[{"name":"a","image":"i"}]""");
        Assert.Null(Plans.Plan(request).Pod.InitContainers[0].MpiFlags);
    }

    [Theory]
    [InlineData("/bin/evil")]
    [InlineData("--x; id")]
    [InlineData("--x $(id)")]
    [InlineData("--x 'open")]
    public void Mpi_flags_that_are_none_are_refused(string text) =>
        Assert.Contains(PodAnnotations.MpiFlags, Plans.Refusal(Plans.Annotated(PodAnnotations.MpiFlags, text)), StringComparison.Ordinal);

    [Theory]
    [InlineData(PodAnnotations.EnrootMounts)]
    [InlineData(PodAnnotations.EnrootOptions)]
    public void An_annotation_for_another_runtime_is_warned_of(string annotation) =>
        Assert.Contains(annotation, Assert.Single(Plans.Plan(Plans.Annotated(annotation, "x")).Warnings), StringComparison.Ordinal);

    [Fact]
    public void The_plan_says_who_the_pod_is_and_how_it_ends()
    {
        var pod = Plans.Plan(Plans.Pod(spec: """
            {"restartPolicy":"OnFailure","terminationGracePeriodSeconds":0,"activeDeadlineSeconds":9,
             "initContainers":[{"name":"s","image":"i","restartPolicy":"Always"}]}
            """)).Pod;
        Assert.Equal(("default", "p", "u1"), (pod.Namespace, pod.Name, pod.Uid));
        Assert.Equal((RestartPolicy.OnFailure, 0, 9L), (pod.RestartPolicy, pod.TerminationGracePeriodSeconds, pod.ActiveDeadlineSeconds));
        Assert.True(Assert.Single(pod.InitContainers).Sidecar);
        Assert.Equal(30, Plans.Plan(Plans.Pod()).Pod.TerminationGracePeriodSeconds);
    }

    [Theory]
    [InlineData("/work", "/work")]
    [InlineData(null, null)]
    public void The_working_directory_is_absolute(string? folder, string? expected)
    {
        var request = Plans.Pod();
        request["pod"]!["spec"]!["containers"]![0]!["workingDir"] = folder;
        Assert.Equal(expected, Plans.Plan(request).Container().WorkingDirectory);
        request["pod"]!["spec"]!["containers"]![0]!["workingDir"] = "relative";
        Plans.Refusal(request);
    }
}
