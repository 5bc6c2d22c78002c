using System.Net;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

/// <summary>What a remote cluster may say to a create, at each of its requests.</summary>
public sealed class RefusalTests
{
    private static readonly string[] Paths = ["/namespaces", "/configmaps", "/secrets", "/pods"];

    public static TheoryData<string, int> Final => Crossed(400, 401, 403, 405, 413, 415, 422);

    public static TheoryData<string, int> Passing => Crossed(429, 500, 502, 503, 504);

    [Theory]
    [MemberData(nameof(Final))]
    public async Task A_refusal_is_told_and_leaves_nothing(string path, int code)
    {
        await using var scene = await Scene.StartAsync();
        scene.Cluster.Add(new Fault("POST") { PathEnd = path, Code = code, Times = int.MaxValue });
        var (answer, text) = await scene.AskAsync("POST", "/create", LocalPod.Create(volumes: LocalPod.Sources));

        Assert.Equal(code == 401 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.UnprocessableEntity, answer);
        Assert.Contains($"ordered by the test: {code}", text, StringComparison.Ordinal);
        foreach (var kind in new[] { ResourceTypes.Pods, ResourceTypes.ConfigMaps, ResourceTypes.Secrets })
            Assert.Empty(scene.Cluster.Store.All(kind));
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_waited_for_and_doubles_nothing(string path, int code)
    {
        await using var scene = await Scene.StartAsync();
        scene.Cluster.Add(new Fault("POST") { PathEnd = path, Code = code });
        await scene.CreateAsync(LocalPod.Create(volumes: LocalPod.Sources));

        foreach (var kind in new[] { ResourceTypes.Pods, ResourceTypes.ConfigMaps, ResourceTypes.Secrets })
            Assert.Single(scene.Cluster.Store.All(kind));
    }

    private static TheoryData<string, int> Crossed(params int[] codes)
    {
        var data = new TheoryData<string, int>();
        foreach (var path in Paths)
        {
            foreach (var code in codes)
                data.Add(path, code);
        }
        return data;
    }
}
