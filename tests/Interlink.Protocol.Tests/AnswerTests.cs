using System.Text;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Tests;

public sealed class AnswerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 18, 49, 33, 123, TimeSpan.FromHours(1));

    [Fact]
    public void A_status_answer_has_Go_fields_in_Go_order()
    {
        var pod = new PodStatus
        {
            Name = "n",
            UID = "u",
            Namespace = "ns",
            JID = "7",
            InitContainers = [new() { Name = "i",
                State = new() { Terminated = new() { StartedAt = Start, FinishedAt = Start.AddSeconds(1) } }, Ready = true }],
            Containers =
            [
                new() { Name = "w", State = new() { Waiting = new("ContainerCreating") } },
                new()
                {
                    Name = "r", State = new() { Running = new(Start) }, Ready = true, Started = true, RestartCount = 2, Image = "a<b>&c",
                        ImageID = "id",
                    LastState = new() { Terminated = new() { ExitCode = 137, Signal = 9, Reason = "OOMKilled", Message = "ż\n\"" } },
                },
            ],
            SidecarContainers = [new() { Name = "s", State = new() { Running = new() }, Started = false }],
        };
        Assert.Equal(
            """
            [{"name":"n","UID":"u","namespace":"ns","JID":"7","containers":[
            {"name":"w","state":{"waiting":{"reason":"ContainerCreating"}},"lastState":{},"ready":false,
            "restartCount":0,"image":"","imageID":""},
            {"name":"r","state":{"running":{"startedAt":"2026-11-20T17:49:33Z"}},"lastState":{"terminated":{"exitCode":137,"signal":9,
            "reason":"OOMKilled","message":"ż\n\"","startedAt":null,"finishedAt":null}},"ready":true,"restartCount":2,
            "image":"a<b>&c","imageID":"id","started":true}],
            "initContainers":[{"name":"i","state":{"terminated":{"exitCode":0,"startedAt":"2026-11-20T17:49:33Z",
            "finishedAt":"2026-11-20T17:49:34Z"}},
            "lastState":{},"ready":true,"restartCount":0,"image":"","imageID":""}],
            "sidecarContainers":[{"name":"s","state":{"running":{"startedAt":null}},"lastState":{},"ready":false,"restartCount":0,
            "image":"","imageID":"","started":false}]}]
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(PodStatus.ToJson([pod])));
    }

    [Fact]
    public void A_status_answer_is_read_back_as_it_was_written()
    {
        PodStatus[] pods = [.. Enumerable.Range(0, 50).Select(number => new PodStatus
        {
            Name = $"n{number}",
            UID = "u",
            Namespace = "ns",
            Containers = [new() { Name = "c",
                State = new() { Terminated = new() { ExitCode = number, FinishedAt = DateTimeOffset.UnixEpoch.AddDays(number) } } }],
        })];
        byte[] json = PodStatus.ToJson(pods);
        Assert.Equal(json, PodStatus.ToJson(PodStatus.ParseList(json)));
        Assert.Equal(pods[7].Containers, PodStatus.ParseList(json)[7].Containers);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void No_pods_are_an_empty_list_however_Go_writes_them(string json)
    {
        Assert.Empty(PodStatus.ParseList(Encoding.UTF8.GetBytes(json)));
        Assert.Empty(PodList.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("[null]", "[0] must be an object.")]
    [InlineData("[{},null]", "[1] must be an object.")]
    [InlineData("{}", "The document must be a list.")]
    [InlineData("\"x\"", "The document must be a list.")]
    [InlineData("[{\"metadata\":{}},{\"metadata\":7}]", "[1].metadata must be an object.")]
    public void A_status_request_that_is_no_list_of_pods_is_refused(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PodFormatException>(() => PodList.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void A_ping_answer_leaves_out_what_is_not_known()
    {
        Assert.Equal("{}", Text(new PingAnswer()));
        Assert.Equal("""{"status":"ok","taints":[]}""", Text(new PingAnswer { Status = "ok", Taints = [] }));
        Assert.Equal(
            """
            {"resources":{"cpu":"2","accelerators":[{"resourceType":"nvidia.com/gpu","available":"8"}]},
            "taints":[{"key":"k","effect":"NoSchedule"}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            Text(new PingAnswer { Resources = new("2", null, "", [new("nvidia.com/gpu", "8")]), Taints = [new("k", null, "NoSchedule")] }));
    }

    [Fact]
    public void A_ping_answer_of_a_script_may_have_bare_numbers()
    {
        PingAnswer answer = PingAnswer.Parse("""{"resources":{"CPU":128,"memory":"1024Mi","pods":""},"taints":[]}"""u8.ToArray());
        Assert.Equal(new PingResources("128", "1024Mi", null), answer.Resources);
        Assert.NotNull(answer.Taints);
        Assert.Null(PingAnswer.Parse("{}"u8.ToArray()).Taints);
    }

    [Theory]
    [InlineData("OK", "The document is not valid JSON at line 1, byte 1.")]
    [InlineData("[]", "The answer to a ping must be a JSON object.")]
    [InlineData("{\"resources\":{\"cpu\":\"many\"}}", "resources.cpu: \"many\" is not a quantity such as 500m, 2, 1.5 or 1Gi.")]
    public void A_broken_ping_answer_is_named(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PodFormatException>(() => PingAnswer.Parse(Encoding.UTF8.GetBytes(json))).Message);

    private static string Text(PingAnswer answer) => Encoding.UTF8.GetString(answer.ToJson());
}
