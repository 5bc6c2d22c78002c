using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>How objects go, on the server in this process and on a real one.</summary>
[Collection(nameof(ServerBed))]
public sealed class EveryServerDeletionTests(ServerBed bed)
{
    private readonly string _space = "t" + Guid.NewGuid().ToString("N")[..12];

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Only_the_version_and_the_object_that_are_meant_are_deleted(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient maps = Maps(client);
        var first = new ObjectView(await maps.CreateAsync(Sample.ConfigMap("a"), CancellationToken.None));
        var now = new ObjectView(await maps.PatchAsync("a", Patch.Merge(Sample.Parse("""{"data":{"key":"new"}}""")), CancellationToken.None));

        var stale = new DeleteOptions { Uid = now.Uid, ResourceVersion = first.ResourceVersion };
        foreach (DeleteOptions wrong in (DeleteOptions[])[stale, stale with { Uid = null }, new() { Uid = "another" }])
        {
            KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
                () => maps.DeleteAsync("a", wrong, CancellationToken.None));
            Assert.True(failure is { IsConflict: true, Code: 409, Reason: "Conflict" });
            Assert.Contains("in the precondition", failure.StatusMessage, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<KubernetesException>(() => maps.DeleteIfThereAsync("a", stale, CancellationToken.None));
        Assert.NotNull(await maps.FindAsync("a", CancellationToken.None));
        await maps.DeleteAsync("a", stale with { ResourceVersion = now.ResourceVersion }, CancellationToken.None);
        Assert.Null(await maps.FindAsync("a", CancellationToken.None));
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task Of_a_collection_those_are_deleted_that_the_selectors_mean_and_none_in_a_dry_run(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient pods = client.Resource(ResourceTypes.Pods, _space);
        foreach (int number in Enumerable.Range(1, 5))
        {
            await pods.CreateAsync(Sample.Pod($"p{number}", number < 4 ? "few" : "rest", _space), CancellationToken.None);
        }

        var few = new ListOptions { LabelSelector = "app=few", PageSize = 2 };
        await pods.DeleteCollectionAsync(few, new DeleteOptions { DryRun = true }, CancellationToken.None);
        Assert.Equal(5, await CountAsync(pods));
        await pods.DeleteCollectionAsync(few with { FieldSelector = "metadata.name=p1" }, null, CancellationToken.None);
        Assert.Equal(4, await CountAsync(pods));
        await pods.DeleteCollectionAsync(few, new DeleteOptions { GracePeriodSeconds = 0 }, CancellationToken.None);

        ObjectList<JsonObject> rest = await pods.ListAsync(new ListOptions(), CancellationToken.None);
        Assert.Equal(["p4", "p5"], rest.Items.Select(item => new ObjectView(item).Name));
        await pods.DeleteCollectionAsync(new ListOptions(), null, CancellationToken.None);
        Assert.Equal(0, await CountAsync(pods));
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task An_owner_goes_at_once_or_waits_for_what_it_owns_as_is_asked(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient maps = Maps(client);
        foreach (string name in (string[])["background", "foreground", "orphan"])
        {
            var owner = new ObjectView(await maps.CreateAsync(Sample.ConfigMap(name), CancellationToken.None));
            JsonObject owned = Sample.ConfigMap(name + "-owned");

            // It stays until somebody lets it go, so that a collector of garbage or none makes no difference.
            owned["metadata"]!["finalizers"] = new JsonArray("example.org/held");
            owned["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = name, ["uid"] = owner.Uid, ["blockOwnerDeletion"] = true,
            });
            await maps.CreateAsync(owned, CancellationToken.None);
        }

        await maps.DeleteAsync("background", new DeleteOptions { Propagation = Propagation.Background }, CancellationToken.None);
        Assert.Null(await maps.FindAsync("background", CancellationToken.None));
        await maps.DeleteAsync("foreground", new DeleteOptions { Propagation = Propagation.Foreground }, CancellationToken.None);
        JsonObject waiting = await maps.GetAsync("foreground", CancellationToken.None);
        Assert.NotNull(waiting["metadata"]!["deletionTimestamp"]);
        Assert.Equal("""["foregroundDeletion"]""", waiting["metadata"]!["finalizers"]!.ToJsonString());
        await maps.DeleteAsync("orphan", new DeleteOptions { Propagation = Propagation.Orphan }, CancellationToken.None);
        Assert.Null((await maps.GetAsync("orphan-owned", CancellationToken.None))["metadata"]!["deletionTimestamp"]);
    }

    private ResourceClient Maps(KubernetesClient client) => client.Resource(ResourceTypes.ConfigMaps, _space);

    private static async Task<int> CountAsync(ResourceClient resource) =>
        (await resource.ListAsync(new ListOptions(), CancellationToken.None)).Items.Count;
}
