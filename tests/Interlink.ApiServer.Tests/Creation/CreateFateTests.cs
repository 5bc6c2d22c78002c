using System.Net;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.Creation;

/// <summary>Creates that go wrong: a pod must run once, and its caller must learn that it does.</summary>
public sealed class CreateFateTests
{
    private const string Hasty = "PatienceSeconds: 8";

    [Theory]
    [InlineData(Fault.Hang)]
    [InlineData(Fault.HalfAnswer)]
    [InlineData(Fault.Close)]
    [InlineData(Fault.Garbage)]
    [InlineData(Fault.Page)]
    [InlineData(Fault.GatewayTimeout)]
    public async Task A_create_whose_fate_is_unknown_is_asked_about_and_not_sent_again_when_it_was_taken(Fault fault)
    {
        await using var scene = await Scene.StartAsync(Hasty);
        var uid = TestPod.NewUid();
        scene.Backend.Before = (call, context) =>
        {
            scene.Backend.Pods.TryAdd(uid, TestPod.Running);
            return call.Path == "/create" ? DoAsync(fault, context) : Task.FromResult(false);
        };
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(uid));
        Assert.True(status == HttpStatusCode.OK, text);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal((uid, "job-" + uid[..4]), ((string?)answer["PodUID"], (string?)answer["PodJID"]));
        Assert.Single(scene.Backend.To("/create"));
        Assert.Single(scene.Backend.To("/status"));
    }

    [Theory]
    [InlineData(Fault.Close)]
    [InlineData(Fault.GatewayTimeout)]
    public async Task One_that_was_not_taken_is_sent_again_once_the_sidecar_has_said_twice_that_it_does_not_know_it(Fault fault)
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 20");
        var uid = TestPod.NewUid();
        scene.Backend.Before = (call, context) =>
            call.Path == "/create" && scene.Backend.To("/create").Count == 1 ? DoAsync(fault, context) : Task.FromResult(false);
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(uid));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal(["/create", "/status", "/status", "/create"], scene.Backend.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task One_of_which_the_sidecar_never_says_anything_is_not_sent_again()
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 4");
        scene.Backend.Before = (call, context) => DoAsync(call.Path == "/create" ? Fault.Close : Fault.Failure, context);
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("It is not known whether the sidecar", text);
        Assert.Single(scene.Backend.To("/create"));
        Assert.NotEmpty(scene.Backend.To("/status"));
    }

    [Fact]
    public async Task An_answer_about_another_pod_says_nothing_of_this_one()
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 4");
        var other = $$$"""[{"name":"o","UID":"{{{TestPod.NewUid()}}}","namespace":"d","JID":"1","containers":[{"name":"c","state":{}}]}]""";
        scene.Backend.Before = async (call, context) =>
        {
            if (call.Path == "/create")
            {
                return await DoAsync(Fault.Close, context);
            }

            await context.Response.WriteAsync(other);
            return true;
        };
        var (status, _) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Single(scene.Backend.To("/create"));
    }

    [Fact]
    public async Task A_sidecar_that_cannot_be_connected_to_gets_the_pod_once_it_is_back_and_is_not_asked()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StopBackendAsync();
        var create = scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        await scene.Server.LoggedAsync("could not be sent and will be tried again");
        await scene.StartBackendAsync();
        Assert.Equal(HttpStatusCode.OK, (await create).Status);
        Assert.Equal(["/create"], scene.Backend.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task A_sidecar_that_stays_away_is_a_503_that_says_the_pod_was_not_sent()
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 1");
        await scene.StopBackendAsync();
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("was not sent", text);
        Assert.Contains("sidecar.sock", text);
    }

    public enum Fault
    {
        Hang,
        HalfAnswer,
        Close,
        Garbage,
        Page,
        GatewayTimeout,
        Failure,
    }

    private static async Task<bool> DoAsync(Fault fault, HttpContext context)
    {
        switch (fault)
        {
            case Fault.Hang:
                await Task.Delay(Eventually.Patience, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case Fault.HalfAnswer:
                context.Response.ContentLength = 100;
                await context.Response.WriteAsync("""{"PodUID":""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case Fault.Close:
                context.Abort();
                break;
            case Fault.Garbage:
                await context.Response.WriteAsync("""{"PodUID":"x""");
                break;
            case Fault.Page:
                await context.Response.WriteAsync("<html>Please log in</html>");
                break;
            case Fault.GatewayTimeout:
                context.Response.StatusCode = 504;
                await context.Response.WriteAsync("upstream request timeout");
                break;
            case Fault.Failure:
                context.Response.StatusCode = 500;
                break;
        }

        return true;
    }
}
