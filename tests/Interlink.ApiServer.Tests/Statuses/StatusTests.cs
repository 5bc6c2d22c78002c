using System.Net;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.Statuses;

public sealed class StatusTests
{
    private static readonly string[] Uids = [.. Enumerable.Range(0, 200).Select(_ => TestPod.NewUid())];

    [Fact]
    public async Task States_come_as_the_sidecar_wrote_them_in_the_order_asked()
    {
        await using var scene = await Scene.StartAsync();
        Know(scene, Uids[..3]);
        var answer = await scene.StatusAsync(TestPod.Of(Uids[2]), TestPod.Of(Uids[5]), TestPod.Of(Uids[0]));
        Assert.Equal([Uids[2], Uids[5], Uids[0]], answer.Select(TestPod.UidOf));
        Assert.Equal(["running", "", "running"], answer.Select(TestPod.KindOf));
        Assert.Equal("field", (string?)answer[0]!["further"]);
    }

    [Fact]
    public async Task Sixty_four_virtual_kubelets_that_ask_pod_by_pod_cost_the_sidecar_a_question_per_interval()
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 3600");
        Know(scene, Uids);
        await scene.StatusAsync(Uids.Select(uid => TestPod.Of(uid)));
        var before = scene.Backend.Questions.Count;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async client =>
        {
            for (var i = 0; i < 20; i++)
            {
                var uid = Uids[(client * 31 + i) % Uids.Length];
                Assert.Equal([uid], (await scene.StatusAsync(TestPod.Of(uid))).Select(TestPod.UidOf));
            }
        }));
        Assert.Equal((1, 1), (before, scene.Backend.Questions.Count));
    }

    [Fact]
    public async Task Old_states_are_refreshed_all_at_once()
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 1");
        Know(scene, Uids[..20]);
        await scene.StatusAsync(Uids[..20].Select(uid => TestPod.Of(uid)));
        await Task.Delay(1200);
        await scene.StatusAsync(TestPod.Of(Uids[7]));
        Assert.Equal([20, 20], scene.Backend.Questions.Select(question => question.Json!.AsArray().Count));
    }

    [Fact]
    public async Task A_question_that_takes_long_is_asked_once_for_all_who_wait()
    {
        await using var scene = await Scene.StartAsync();
        Know(scene, Uids[..1]);
        var go = new TaskCompletionSource();
        scene.Backend.Before = async (_, _) =>
        {
            await go.Task;
            return false;
        };
        var asks = Enumerable.Range(0, 64).Select(_ => scene.StatusAsync(TestPod.Of(Uids[0]))).ToList();
        await Eventually.TrueAsync(() => !scene.Backend.Calls.IsEmpty, "the question is there");
        await Task.Delay(200);
        go.SetResult();
        await Task.WhenAll(asks);
        Assert.Single(scene.Backend.Calls);
    }

    [Fact]
    public async Task A_pod_that_has_ended_for_good_is_never_asked_about_again()
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 1");
        scene.Backend.Pods[Uids[0]] = TestPod.Failed;
        scene.Backend.Pods[Uids[1]] = TestPod.Failed;
        await scene.StatusAsync(TestPod.Of(Uids[0]), TestPod.Of(Uids[1], policy: "Always"));
        await Task.Delay(1200);
        var states = await scene.StatusAsync(TestPod.Of(Uids[0]), TestPod.Of(Uids[1], policy: "Always"));
        Assert.Equal(["terminated", "terminated"], states.Select(TestPod.KindOf));
        Assert.Equal([2, 1], scene.Backend.Questions.Select(question => question.Json!.AsArray().Count));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task No_pods_are_all_that_are_known(string body)
    {
        await using var scene = await Scene.StartAsync();
        Know(scene, Uids[..2]);
        Assert.Equal((HttpStatusCode.OK, "[]"), await scene.AskAsync("GET", "/status", body));
        await scene.StatusAsync(TestPod.Of(Uids[0]), TestPod.Of(Uids[1]));
        var (_, text) = await scene.AskAsync("POST", "/status", body);
        Assert.Equal(Uids[..2].Order(), JsonNode.Parse(text)!.AsArray().Select(TestPod.UidOf).Order());
        Assert.DoesNotContain(scene.Backend.To("/status"), call => call.Body == "[]");
    }

    [Fact]
    public async Task While_the_sidecar_is_away_the_last_states_are_answered_and_of_unknown_pods_a_503()
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 1\nPatienceSeconds: 2");
        Know(scene, Uids[..1]);
        await scene.StatusAsync(TestPod.Of(Uids[0]));
        await scene.StopBackendAsync();
        await Task.Delay(1100);
        Assert.Equal("running", TestPod.KindOf((await scene.StatusAsync(TestPod.Of(Uids[0])))[0]));
        var (status, text) = await scene.AskAsync("GET", "/status", TestPod.List(TestPod.Of(Uids[0]), TestPod.Of(Uids[1])));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("sidecar.sock", text);
        await scene.StartBackendAsync();
        Know(scene, Uids[..2]);
        Assert.Equal(2, (await scene.StatusAsync(TestPod.Of(Uids[0]), TestPod.Of(Uids[1]))).Count);
    }

    [Fact]
    public async Task A_sidecar_that_hangs_delays_nobody_for_long_who_could_have_the_last_state()
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 1\nPatienceSeconds: 60");
        Know(scene, Uids[..1]);
        await scene.StatusAsync(TestPod.Of(Uids[0]));
        scene.Backend.Before = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await Task.Delay(1100);
        var asks = Enumerable.Range(0, 64).Select(_ => scene.StatusAsync(TestPod.Of(Uids[0])));
        var states = await Task.WhenAll(asks).WaitAsync(TimeSpan.FromSeconds(40));
        Assert.All(states, state => Assert.Equal("running", TestPod.KindOf(state[0])));
        Assert.Equal(2, scene.Backend.Questions.Count);
    }

    [Theory]
    [InlineData("""[{"name":"a","UID":""")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("[1,null,{\"UID\":5}]")]
    public async Task Garbage_from_the_sidecar_leaves_the_last_states(string garbage)
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 1");
        Know(scene, Uids[..1]);
        await scene.StatusAsync(TestPod.Of(Uids[0]));
        scene.Backend.Before = async (_, context) =>
        {
            await context.Response.WriteAsync(garbage);
            return true;
        };
        await Task.Delay(1100);
        Assert.Equal("running", TestPod.KindOf((await scene.StatusAsync(TestPod.Of(Uids[0])))[0]));
    }

    [Fact]
    public async Task A_pod_that_the_sidecar_leaves_out_has_containers_without_a_state()
    {
        await using var scene = await Scene.StartAsync();
        scene.Backend.Before = async (_, context) =>
        {
            await context.Response.WriteAsync("null");
            return true;
        };
        var state = Assert.Single(await scene.StatusAsync(TestPod.Of(Uids[0])));
        Assert.Equal((Uids[0], ""), (TestPod.UidOf(state), TestPod.KindOf(state)));
        Assert.Equal("main", (string?)state!["containers"]!.AsArray().Single()!["name"]);
    }

    [Theory]
    [InlineData("""{"uid":"UID","name":7,"namespace":[]}""", "[]")]
    [InlineData("""{"uid":"UID"}""", "{}")]
    public async Task A_pod_whose_fields_are_wrong_costs_the_others_nothing(string metadata, string containers)
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 3");
        Know(scene, Uids[..1]);
        scene.Backend.Before = async (_, context) =>
        {
            await context.Response.WriteAsync($"[{{\"UID\":\"{Uids[0]}\",\"JID\":\"1\",\"containers\":[{{\"name\":\"main\",\"state\":{TestPod.Running}}}]}}]");
            return true;
        };
        var bad = $$$"""{"metadata":{{{metadata.Replace("UID", Uids[9], StringComparison.Ordinal)}}},"spec":{"containers":{{{containers}}}}}""";
        var (status, text) = await scene.AskAsync("GET", "/status", TestPod.List(bad, TestPod.Of(Uids[0])));
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, text);
        Assert.Equal("running", TestPod.KindOf((await scene.StatusAsync(TestPod.Of(Uids[0])))[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_cache_forgets_the_pod(bool whole)
    {
        await using var scene = await Scene.StartAsync("StatusIntervalSeconds: 3600");
        scene.Backend.Pods[Uids[0]] = TestPod.Ended;
        await scene.StatusAsync(TestPod.Of(Uids[0]));
        var (status, _) = await scene.AskAsync("POST", "/updateCache", whole ? TestPod.Of(Uids[0]) : Uids[0]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("[]", (await scene.AskAsync("GET", "/status", "[]")).Text);
        scene.Backend.Pods[Uids[0]] = TestPod.Running;
        Assert.Equal("running", TestPod.KindOf((await scene.StatusAsync(TestPod.Of(Uids[0])))[0]));
    }

    [Fact]
    public async Task The_cache_keeps_the_newest_pods_it_was_asked_about()
    {
        await using var scene = await Scene.StartAsync("StatusCachePods: 3");
        Know(scene, Uids[..5]);
        foreach (var uid in Uids[..5])
        {
            await scene.StatusAsync(TestPod.Of(uid));
        }

        var (_, text) = await scene.AskAsync("GET", "/status", "[]");
        Assert.Equal(Uids[2..5].Order(), JsonNode.Parse(text)!.AsArray().Select(TestPod.UidOf).Order());
        Assert.Equal(5, (await scene.StatusAsync(Uids[..5].Select(uid => TestPod.Of(uid)))).Count);
    }

    private static void Know(Scene scene, IEnumerable<string> uids)
    {
        foreach (var uid in uids)
        {
            scene.Backend.Pods[uid] = TestPod.Running;
        }
    }
}
