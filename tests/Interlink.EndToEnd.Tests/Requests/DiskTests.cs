using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Requests;

public class DiskTests
{
    [FactNeeding(Needs.Mounts)]
    public async Task A_full_disk_refuses_a_pod_by_name_and_keeps_nothing_of_it()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var scene = await Scene.StartAsync(new SidecarSettings { DataRoot = Path.Combine(disk.Path, "jobs") });
        var old = new Pod("old").Shell("main", "sleep 600");
        await scene.CreateAsync(old);
        await scene.RunningAsync(old);
        var before = Directory.GetFileSystemEntries(scene.Jobs).Order();
        var ran = scene.Place("ran");
        var pod = new Pod("late").Shell("main", $"touch {ran}").Variable("BIG", new string('x', 100_000));
        disk.Fill();
        var answer = await scene.Client.CreateAsync(pod);
        answer.Refuses(HttpStatusCode.InternalServerError, scene.Jobs);
        Assert.Equal(before, Directory.GetFileSystemEntries(scene.Jobs).Order());
        Assert.True((await scene.StatusAsync(pod)).AllUnknown);
        Assert.Equal("running", (await scene.StatusAsync(old)).State());

        // Deleting is what makes room again.
        await scene.DeleteAsync(old);
        disk.Empty();
        Assert.False(File.Exists(ran));
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);
        Assert.True(File.Exists(ran));
    }

    [FactNeeding(Needs.Mounts)]
    public async Task A_read_only_folder_refuses_a_pod_by_name()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var scene = await Scene.StartAsync(new SidecarSettings { DataRoot = Path.Combine(disk.Path, "jobs") });
        await disk.RemountAsync("ro");
        var pod = new Pod().Shell("main", "true");
        (await scene.Client.CreateAsync(pod)).Refuses(HttpStatusCode.InternalServerError, scene.Jobs);
        await disk.RemountAsync("rw");
        await scene.CreateAsync(pod);
        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
    }

    [FactNeeding]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "true").Variable("BIG", new string('x', 70 * 1024 * 1024));
        HttpAnswer answer;
        try
        {
            answer = await scene.Client.CreateAsync(pod);
        }
        catch (HttpRequestException)
        {
            // The answer may cross with the rest of the body; a body of unknown length is cut off in any case.
            return;
        }
        answer.Refuses(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(HttpStatusCode.OK, (await scene.Client.GetAsync("/healthz")).Code);
    }
}
