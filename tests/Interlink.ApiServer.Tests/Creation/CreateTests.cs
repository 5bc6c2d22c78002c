using System.Net;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Creation;

public sealed class CreateTests
{
    [Fact]
    public async Task The_sidecars_answer_goes_back_byte_for_byte()
    {
        await using var scene = await Scene.StartAsync();
        var uid = TestPod.NewUid();
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(uid));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($$"""{"PodUID":"{{uid}}",  "PodJID":"job-{{uid[..4]}}"}""", text);
    }

    [Theory]
    [InlineData(422, "no flavor 'x': use one of a, b\n")]
    [InlineData(500, "error <sbatch>")]
    [InlineData(400, "")]
    public async Task A_refusal_goes_back_with_its_words(int code, string words)
    {
        await using var scene = await Scene.StartAsync();
        scene.Backend.Before = async (_, context) =>
        {
            context.Response.StatusCode = code;
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(words));
            return true;
        };
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        Assert.Equal((code, words), ((int)status, text));
        Assert.Single(scene.Backend.To("/create"));
    }

    [Fact]
    public async Task Many_creates_of_one_pod_at_a_time_are_one_and_all_get_its_answer()
    {
        await using var scene = await Scene.StartAsync();
        var uid = TestPod.NewUid();
        var go = new TaskCompletionSource();
        scene.Backend.Before = async (_, _) =>
        {
            await go.Task;
            return false;
        };
        var first = scene.AskAsync("POST", "/create", TestPod.Create(uid));
        await Eventually.TrueAsync(() => scene.Backend.Calls.Count == 1, "the first create is there");
        var others = Enumerable.Range(0, 5).Select(_ => scene.AskAsync("POST", "/create", TestPod.Create(uid))).ToList();
        await Eventually.TrueAsync(() => Count(scene.Server.Log, "is being created already") == 5, "the others wait with it");
        go.SetResult();
        var answers = await Task.WhenAll([first, .. others]);
        Assert.Single(scene.Backend.To("/create"));
        Assert.Equal(HttpStatusCode.OK, Assert.Single(answers.Distinct()).Status);
    }

    [Fact]
    public async Task A_create_goes_on_when_its_caller_leaves_and_a_delete_waits_for_it()
    {
        await using var scene = await Scene.StartAsync();
        var uid = TestPod.NewUid();
        var go = new TaskCompletionSource();
        scene.Backend.Before = async (call, _) =>
        {
            if (call.Path == "/create")
            {
                await go.Task;
            }

            return false;
        };
        using (var leaving = new CancellationTokenSource())
        {
            var left = scene.Client.PostAsync("/create", new StringContent(TestPod.Create(uid)), leaving.Token);
            await Eventually.TrueAsync(() => scene.Backend.Calls.Count == 1, "the create is there");
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        }

        var delete = scene.AskAsync("DELETE", "/delete", TestPod.Of(uid));
        await Task.Delay(300);
        Assert.Empty(scene.Backend.To("/delete"));
        go.SetResult();
        Assert.Equal((HttpStatusCode.OK, "deleted"), await delete);
        Assert.Equal(["/create", "/delete"], scene.Backend.Calls.Select(call => call.Path));
        Assert.Empty(scene.Backend.Pods);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
