using System.Net;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Routing;

/// <summary>Several sidecars behind one API server.</summary>
public sealed class RoutingTests
{
    [Fact]
    public async Task A_pod_goes_to_the_sidecar_of_its_node_and_all_its_calls_do_after_a_restart_too()
    {
        await using var second = new Second();
        await using var scene = await Scene.StartAsync(second.Config);
        await second.StartAsync();
        string here = TestPod.NewUid(), there = TestPod.NewUid();
        await scene.AskAsync("POST", "/create", TestPod.Create(here, "vk-a"));
        await scene.AskAsync("POST", "/create", TestPod.Create(there, "gpu-1"));
        Assert.Equal((here, there), (scene.Backend.Pods.Keys.Single(), second.Backend.Pods.Keys.Single()));

        var states = await scene.StatusAsync(TestPod.Of(there, "gpu-1"), TestPod.Of(here, "vk-a"));
        Assert.Equal([there, here], states.Select(TestPod.UidOf));
        Assert.All(states, state => Assert.Equal("running", TestPod.KindOf(state)));

        await scene.Server.TerminateAsync();
        await scene.StartServerAsync();
        Assert.Equal((HttpStatusCode.OK, $"log of {there}\n"), await scene.AskAsync("GET", "/getLogs", TestPod.Logs(there)));
        Assert.Single(second.Backend.To("/getLogs"));
        Assert.Equal((HttpStatusCode.OK, $"log of {here}\n"), await scene.AskAsync("GET", "/getLogs", TestPod.Logs(here)));
        Assert.Single(scene.Backend.To("/getLogs"));

        await scene.AskAsync("DELETE", "/delete", TestPod.Of(there, "gpu-1"));
        Assert.Empty(second.Backend.Pods);
        Assert.Single(scene.Backend.Pods);
    }

    [Fact]
    public async Task An_annotation_goes_before_the_node_and_a_name_that_is_none_is_refused()
    {
        await using var second = new Second();
        await using var scene = await Scene.StartAsync(second.Config);
        await second.StartAsync();
        var uid = TestPod.NewUid();
        await scene.AskAsync("POST", "/create", TestPod.Create(uid, "vk-a", """{"example.org/sidecar":"gpus"}"""));
        Assert.Equal(uid, second.Backend.Pods.Keys.Single());
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid(), "vk-a", """{"example.org/sidecar":"nowhere"}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("'nowhere'", text);
    }

    [Fact]
    public async Task A_sidecar_that_is_away_costs_the_others_pods_nothing()
    {
        await using var second = new Second();
        await using var scene = await Scene.StartAsync(folder => second.Config(folder) + "\nPatienceSeconds: 1");
        var uid = TestPod.NewUid();
        await scene.AskAsync("POST", "/create", TestPod.Create(uid, "vk-a"));
        Assert.Equal("running", TestPod.KindOf((await scene.StatusAsync(TestPod.Of(uid, "vk-a")))[0]));
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("POST", "/pinglink")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.AskAsync("POST", "/pinglink?node=gpu-1")).Status);
    }

    private sealed class Second : IAsyncDisposable
    {
        private string _socket = "";

        public Backend Backend { get; private set; } = null!;

        public string Config(TemporaryFolder folder)
        {
            _socket = folder["second.sock"];
            return $"""
                SidecarAnnotation: example.org/sidecar
                Sidecars:
                  gpus:
                    URL: "unix://{_socket}"
                    Nodes: ["gpu-*"]
                """;
        }

        public async Task StartAsync() => Backend = await Backend.StartAsync(_socket);

        public async ValueTask DisposeAsync()
        {
            if (Backend is not null)
            {
                await Backend.DisposeAsync();
            }
        }
    }
}
