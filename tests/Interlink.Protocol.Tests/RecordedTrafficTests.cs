using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Tests;

public sealed class RecordedTrafficTests
{
    private static readonly string[] Broken = ["e01-bad-json", "e02-empty-body", "e03-wrong-type"];

    public static TheoryData<string> CreateRequests => Data(Recorded.Files("create", "request.json").Where(file => !IsBroken(file)));

    public static TheoryData<string> BrokenCreateRequests => Data(Recorded.Files("create", "request.json").Where(IsBroken));

    public static TheoryData<string> StatusRequests => Data(Recorded.Files("status", "request.json"));

    public static TheoryData<string> StatusAnswers => Data(Recorded.Files("status", "response.txt")
        .Concat(Recorded.Files("delete", "status-after-delete.txt")).Where(file => Recorded.Answer(file).Status == 200));

    public static TheoryData<string> LogRequests => Data(Recorded.Files("logs", "request.json"));

    public static TheoryData<string> CreateAnswers =>
        Data(Recorded.Files("create", "response.txt").Where(file => Recorded.Answer(file).Status == 200));

    public static TheoryData<string> PingAnswers => Data(Recorded.Files("ping", "*.txt"));

    [Theory]
    [MemberData(nameof(CreateRequests))]
    public void A_recorded_create_request_is_read_and_its_pod_survives_untouched(string file)
    {
        byte[] body = Recorded.Read(file);
        CreateRequest request = CreateRequest.Parse(body);
        JsonNode document = JsonNode.Parse(body)!;
        JsonNode original = document["pod"]!;
        Touch(request.Pod);
        Assert.Equal((string)original["metadata"]!["name"]!, request.Pod.Name);
        Assert.Equal((string)original["metadata"]!["uid"]!, request.Pod.Uid);
        Assert.Equal(
            request.Pod.InitContainers.Concat(request.Pod.Containers).Select(container => container.Name),
            request.Containers.Select(container => container.Name));
        Assert.True(JsonNode.DeepEquals(document["jobConfig"], request.JobConfig));
        Assert.Equal((string?)document["jobScript"], request.JobScript);
        foreach (ContainerVolumes container in request.Containers)
        {
            Assert.All(container.ConfigMaps.Concat(container.ProjectedVolumeMaps), map =>
                Assert.NotEmpty(map.Name + map.Data.Count + map.BinaryData.Count));
            Assert.All(container.Secrets, secret => Assert.NotEmpty(secret.Data));
        }

        Assert.True(JsonNode.DeepEquals(original, JsonNode.Parse(request.Pod.Json.ToJsonString())));
    }

    [Theory]
    [MemberData(nameof(BrokenCreateRequests))]
    public void A_recorded_broken_create_request_is_refused_with_a_sentence(string file)
    {
        PodFormatException e = Assert.Throws<PodFormatException>(() => CreateRequest.Parse(Recorded.Read(file)));
        Assert.EndsWith(".", e.Message);
        Assert.DoesNotContain("\n", e.Message);
    }

    [Theory]
    [MemberData(nameof(StatusRequests))]
    public void A_recorded_status_request_is_read(string file)
    {
        IReadOnlyList<PodView> pods = PodList.Parse(Recorded.Read(file));
        Assert.NotEmpty(pods);
        Assert.All(pods, Touch);
    }

    [Theory]
    [MemberData(nameof(StatusAnswers))]
    public void A_recorded_status_answer_is_written_byte_for_byte_as_Go_wrote_it(string file)
    {
        byte[] body = Recorded.Answer(file).Body;
        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(PodStatus.ToJson(PodStatus.ParseList(body))));
    }

    [Theory]
    [MemberData(nameof(CreateAnswers))]
    public void A_recorded_create_answer_is_written_byte_for_byte_as_Go_wrote_it(string file)
    {
        byte[] body = Recorded.Answer(file).Body;
        CreateAnswer answer = CreateAnswer.Parse(body);
        Assert.NotEmpty(answer.PodUID);
        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(answer.ToJson()));
    }

    [Theory]
    [MemberData(nameof(PingAnswers))]
    public void A_recorded_ping_answer_is_written_byte_for_byte_as_Go_wrote_it(string file)
    {
        byte[] body = Recorded.Answer(file).Body;
        PingAnswer answer = PingAnswer.Parse(body);
        Assert.Equal("ok", answer.Status);
        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(answer.ToJson()));
    }

    [Theory]
    [MemberData(nameof(LogRequests))]
    public void A_recorded_log_request_is_read_or_refused_with_a_sentence(string file)
    {
        byte[] body = Recorded.Read(file);
        if (file.Contains("bad-json", StringComparison.Ordinal) || body.Length == 0)
        {
            Assert.Throws<PodFormatException>(() => LogRequest.Parse(body));
            return;
        }

        LogRequest request = LogRequest.Parse(body);
        Assert.Equal("default", request.Namespace);
        Assert.NotEmpty(request.PodUID);
        Assert.Null(request.SinceTime);
        Assert.Null(request.SinceSeconds);
        Assert.Equal(file.Contains("/follow", StringComparison.Ordinal), request.Follow);
        Assert.Equal(file.Contains("/tail-3/", StringComparison.Ordinal), request.TailLines == 3);
        Assert.Equal(file.Contains("/bytes-10/", StringComparison.Ordinal), request.LimitBytes == 10);
    }

    [Theory]
    [InlineData("delete/known-sharedfs-true/request.json", "a00003e9-1111-4222-8333-0000000003e9")]
    public void A_recorded_delete_request_is_read(string file, string uid) => Assert.Equal(uid, PodView.Parse(Recorded.Read(file)).Uid);

    [Theory]
    [InlineData("delete/null/request.json")]
    [InlineData("delete/empty/request.json")]
    [InlineData("delete/bad-json/request.json")]
    public void A_recorded_broken_delete_request_is_refused(string file) =>
        Assert.Throws<PodFormatException>(() => PodView.Parse(Recorded.Read(file)));

    private static bool IsBroken(string file) => Broken.Any(name => file.Contains(name, StringComparison.Ordinal));

    private static TheoryData<string> Data(IEnumerable<string> files) => new(files);

    /// <summary>Reads every property once: none may fail on what a Go peer sends.</summary>
    private static void Touch(PodView pod)
    {
        _ = (pod.Annotations, pod.Labels, pod.NodeName, pod.ServiceAccountName, pod.HostName, pod.Subdomain, pod.RestartPolicy, pod.Phase);
        _ = (pod.TerminationGracePeriodSeconds, pod.ActiveDeadlineSeconds, pod.RunAsUser, pod.RunAsGroup, pod.ImagePullSecrets, pod.Spec);
        foreach (VolumeView volume in pod.Volumes)
        {
            _ = (volume.Name, volume.Kind, volume.SourceName, volume.Optional, volume.DefaultMode, volume.Items, volume.HostPath,
                volume.Sources);
        }

        foreach (ContainerView container in pod.InitContainers.Concat(pod.Containers))
        {
            _ = (container.Name, container.Image, container.Command, container.Args, container.WorkingDir, container.EnvFrom,
                container.Ports);
            _ = (container.Limits, container.Requests, container.IsSidecar, container.RunAsUser, container.ReadOnlyRootFilesystem);
            Assert.All(container.Env, variable => Assert.NotEmpty(variable.Name + variable.Value + variable.ValueFrom));
            Assert.All(container.VolumeMounts, mount => Assert.NotEmpty(mount.Name + mount.MountPath + mount.SubPath + mount.ReadOnly));
        }
    }
}
