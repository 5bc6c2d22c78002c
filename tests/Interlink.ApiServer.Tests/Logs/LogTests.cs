using System.Net;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.Logs;

public sealed class LogTests
{
    private static readonly string Uid = TestPod.NewUid();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_log_is_passed_on_and_so_is_the_question(string method)
    {
        await using var scene = await Scene.StartAsync();
        var question = TestPod.Logs(Uid, """{"Tail":3,"Timestamps":true,"later":"field"}""");
        Assert.Equal((HttpStatusCode.OK, $"log of {Uid}\n"), await scene.AskAsync(method, "/getLogs", question));
        Assert.Equal(question, scene.Backend.To("/getLogs").Single().Body);
    }

    [Fact]
    public async Task A_followed_log_comes_piece_by_piece_its_headers_at_once_and_ends_with_the_sidecars()
    {
        await using var scene = await Scene.StartAsync();
        var go = new SemaphoreSlim(0);
        scene.Backend.Before = async (_, context) =>
        {
            await context.Response.Body.FlushAsync();
            for (var i = 0; i < 3; i++)
            {
                await go.WaitAsync();
                await context.Response.WriteAsync($"line {i}\n");
                await context.Response.Body.FlushAsync();
            }

            return true;
        };
        using var answer = await FollowAsync(scene, CancellationToken.None).WaitAsync(Eventually.Patience);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
        {
            go.Release();
            Assert.Equal($"line {i}", await reader.ReadLineAsync().WaitAsync(Eventually.Patience));
        }

        Assert.Null(await reader.ReadLineAsync().WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Who_leaves_while_following_closes_the_connection_to_the_sidecar()
    {
        await using var scene = await Scene.StartAsync();
        var left = new TaskCompletionSource();
        scene.Backend.Before = async (_, context) =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            await context.Response.WriteAsync("first\n");
            await context.Response.Body.FlushAsync();
            await left.Task;
            return true;
        };
        using (var answer = await FollowAsync(scene, CancellationToken.None))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.Equal("first", await reader.ReadLineAsync());
        }

        await left.Task.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_log_that_breaks_off_at_the_sidecar_breaks_off_for_its_reader()
    {
        await using var scene = await Scene.StartAsync();
        var go = new TaskCompletionSource();
        scene.Backend.Before = async (_, context) =>
        {
            await context.Response.WriteAsync("half\n");
            await context.Response.Body.FlushAsync();
            await go.Task;
            context.Abort();
            return true;
        };
        using var answer = await FollowAsync(scene, CancellationToken.None);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("half", await reader.ReadLineAsync());
        go.SetResult();
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadLineAsync().WaitAsync(Eventually.Patience));
        Assert.Single(scene.Backend.Calls);
    }

    [Fact]
    public async Task A_followed_log_ends_in_order_when_the_program_is_told_to_stop()
    {
        await using var scene = await Scene.StartAsync();
        var left = new TaskCompletionSource();
        scene.Backend.Before = async (_, context) =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            await context.Response.Body.FlushAsync();
            await left.Task;
            return true;
        };
        using var answer = await FollowAsync(scene, CancellationToken.None);
        Assert.Equal(0, await scene.Server.TerminateAsync());
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        await left.Task.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_pod_that_the_sidecar_does_not_know_is_its_404_with_its_words()
    {
        await using var scene = await Scene.StartAsync();
        scene.Backend.Before = async (_, context) =>
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("no pod like that");
            return true;
        };
        Assert.Equal((HttpStatusCode.NotFound, "no pod like that"), await scene.AskAsync("GET", "/getLogs", TestPod.Logs(Uid)));
    }

    [Theory]
    [InlineData("""{"Tail":1,"Bytes":1}""", "Tail")]
    [InlineData("""{"Tail":1,"LimitBytes":1}""", "Tail")]
    [InlineData("""{"SinceSeconds":1,"SinceTime":"2026-01-01T00:00:00Z"}""", "SinceTime")]
    [InlineData("""{"Tail":-1}""", "negative")]
    public async Task Options_that_exclude_each_other_are_a_400(string options, string word)
    {
        await using var scene = await Scene.StartAsync();
        var (status, text) = await scene.AskAsync("GET", "/getLogs", TestPod.Logs(Uid, options));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(word, text);
        Assert.Empty(scene.Backend.Calls);
    }

    [Theory]
    [InlineData("../../etc", "main")]
    [InlineData("", "main")]
    public async Task A_uid_that_could_be_a_path_is_a_400(string uid, string container)
    {
        await using var scene = await Scene.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.AskAsync("GET", "/getLogs", TestPod.Logs(uid, container: container))).Status);
        Assert.Empty(scene.Backend.Calls);
    }

    private static Task<HttpResponseMessage> FollowAsync(Scene scene, CancellationToken cancellation) => scene.Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, "/getLogs") { Content = new StringContent(TestPod.Logs(Uid, """{"Follow":true}""")) },
        HttpCompletionOption.ResponseHeadersRead,
        cancellation);
}
