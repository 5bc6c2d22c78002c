using System.Net;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Operations;

public class EndpointTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task Health_metrics_description_and_ping_are_answered(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        foreach (var path in new[] { "/healthz", "/livez", "/readyz" })
            (await scene.Client.GetAsync(path)).Is(HttpStatusCode.OK);
        var pod = new Pod().Shell("main", "true");
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);

        var metrics = await scene.Client.GetAsync("/metrics");
        metrics.Is(HttpStatusCode.OK);
        Assert.Contains("interlink_build_info", metrics.Body);
        Assert.Contains("process_resident_memory_bytes", metrics.Body);
        Assert.DoesNotContain(pod.Uid, metrics.Body);

        var description = await scene.Client.GetAsync("/openapi/v1.json");
        Assert.Contains("/getLogs", ((JsonObject)description.Json["paths"]!).Select(path => path.Key));

        foreach (var body in new[] { "[]", "null", "" })
        {
            var ping = await scene.Client.SendAsync(HttpMethod.Get, "/status", body);
            ping.Is(HttpStatusCode.OK);
            Assert.NotNull(ping.Json["resources"]?["cpu"]);
            Assert.NotNull(ping.Json["resources"]?["memory"]);
        }
        var system = (await scene.Client.GetAsync("/system-info")).Json;
        Assert.Equal(("ok", true), ((string?)system["status"], (bool)system["slurm_connected"]!));
        Assert.NotEqual("", (string?)system["sinfo_output"]);
        (await scene.Client.GetAsync("/nope")).Is(HttpStatusCode.NotFound);
        (await scene.Client.SendAsync(HttpMethod.Put, "/create", "{}")).Is(HttpStatusCode.MethodNotAllowed);
    }

    [FactNeeding]
    public async Task The_session_of_a_request_is_in_the_log()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "true");
        scene.Note(pod);
        var body = new StringContent(pod.CreateRequest().ToJsonString());
        (await scene.Client.SendContentAsync(HttpMethod.Post, "/create", body, session: "Create-Pod#42")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            "the session is logged",
            () => scene.Sidecar.Log.Contains("Create-Pod#42", StringComparison.Ordinal),
            () => scene.Sidecar.Log,
            5);
    }
}
