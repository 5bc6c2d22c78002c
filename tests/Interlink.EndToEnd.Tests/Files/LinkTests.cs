using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Files;

/// <summary>Symbolic links do not lead a mount to where the pod may not go.</summary>
public class LinkTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_link_made_by_one_container_is_no_mount_of_the_next(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod()
            .Volume("work", "emptyDir", [])
            .InitShell("init", "rmdir /work/part && ln -s /etc /work/part").Mount("work", "/work")
            .Shell("main", "cat /part/passwd").Mount("work", "/part", subPath: "part");
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal(128, ended.ExitCode());
        Assert.Contains("symbolic link", ended.Message(), StringComparison.Ordinal);
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    public async Task A_policy_holds_pods_to_its_folders(JobScheduler scheduler, Containers containers)
    {
        string folder = Directory.CreateTempSubdirectory("policy").FullName;
        Directory.CreateDirectory($"{folder}/allowed/data");
        Directory.CreateDirectory($"{folder}/allowed/fixed");
        Directory.CreateDirectory($"{folder}/other");
        Directory.CreateSymbolicLink($"{folder}/allowed/link", "../other");
        Directory.CreateSymbolicLink($"{folder}/allowed/data/again", "../fixed");
        try
        {
            await using var scene = await Scene.StartAsync(SidecarSettings.On(scheduler, containers) with
            {
                Further = $"""
                    Policy:
                      AllowShell: false
                      HostPaths: ["{folder}/allowed"]
                      ReadOnlyHostPaths: ["{folder}/allowed/fixed"]
                    """,
            });

            Pod Mounting(string path, string type = "") => new Pod().HostPath("v", path, type).Shell("main", "echo x > /v/new").Mount("v", "/v");
            var good = Mounting($"{folder}/allowed/data");
            var fixedOne = Mounting($"{folder}/allowed/fixed");
            var again = Mounting($"{folder}/allowed/data/again");
            foreach (var pod in new[] { good, fixedOne, again })
                await scene.CreateAsync(pod);
            Assert.Equal(0, (await scene.EndedAsync(good)).ExitCode());
            Assert.True(File.Exists($"{folder}/allowed/data/new"));
            Assert.NotEqual(0, (await scene.EndedAsync(fixedOne)).ExitCode());
            Assert.Equal(128, (await scene.EndedAsync(again)).ExitCode());
            Assert.Empty(Directory.EnumerateFileSystemEntries($"{folder}/allowed/fixed"));

            (await scene.Client.CreateAsync(Mounting($"{folder}/other"))).Refuses(HttpStatusCode.UnprocessableEntity, "Policy.HostPaths");
            (await scene.Client.CreateAsync(Mounting($"{folder}/allowed/link/new", "DirectoryOrCreate")))
                .Refuses(HttpStatusCode.UnprocessableEntity, "Policy.HostPaths");
            (await scene.Client.CreateAsync(new Pod().Shell("main", "true").Annotate("slurm-job.vk.io/pre-exec", "id")))
                .Refuses(HttpStatusCode.UnprocessableEntity, "pre-exec", "Policy.AllowShell");
            (await scene.Client.CreateAsync(new Pod().Shell("main", "true").Annotate("slurm-job.vk.io/singularity-mounts", "--bind /etc")))
                .Refuses(HttpStatusCode.UnprocessableEntity, "singularity-mounts", "Policy.RuntimeOptions");
            Assert.Empty(Directory.EnumerateFileSystemEntries($"{folder}/other"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
