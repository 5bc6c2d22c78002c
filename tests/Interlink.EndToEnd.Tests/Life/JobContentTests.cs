using System.Net;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

/// <summary>What travels with the job, and what runs in place of or around the containers.</summary>
[Trait("Slurm", "each version")]
public class JobContentTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_script_that_came_along_runs_and_tells_each_containers_end(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod
        {
            JobScript = """
                #!/bin/sh
                echo the script itself
                echo prepared > "$workingPath/init-prepare.out"; echo 0 > "$workingPath/init-prepare.status"
                echo first > "$SANDBOX/run-one.out"; echo 3 > "$SANDBOX/run-one.status"
                sleep 2
                exit 0
                """,
        };
        pod.InitShell("prepare", "exit 7").Shell("one", "exit 8").Shell("two", "exit 9");
        await scene.CreateAsync(pod);

        await scene.UntilAsync(pod, "one has ended, two runs", answer => answer.ExitCode("one") == 3 && answer.State("two") == "running");
        var ended = await scene.EndedAsync(pod);

        Assert.Equal((0, 3, 0), (ended.ExitCode("prepare"), ended.ExitCode("one"), ended.ExitCode("two")));
        Assert.Equal("first\n", await scene.LogAsync(pod, "one"));
        Assert.Equal("prepared\n", await scene.LogAsync(pod, "prepare"));
        Assert.Equal("the script itself\n", await scene.LogAsync(pod, "two"));
        Assert.Equal("the script itself\n", await scene.LogAsync(pod, "jobScript"));
        if (scheduler == JobScheduler.Slurm)
            Assert.Equal("F", await scene.JobEndAsync(pod));
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task An_mpi_program_runs_once_per_task_of_the_job(JobScheduler scheduler, Containers containers)
    {
        await using var scene = Scene.Set(SidecarSettings.On(scheduler, containers));
        // What every mpiexec does, as far as podlet can see it: the program after the options, so many times.
        var mpiexec = scene.Place("mpiexec");
        await File.WriteAllTextAsync(mpiexec, """
            #!/bin/sh
            test "$1 $3 $4" = "-np --map-by node" || exit 99
            ranks=$2; shift 4
            for rank in $(seq "$ranks"); do APPTAINERENV_RANK=$rank RANK=$rank "$@" & done
            wait
            """);
        Posix.OpenToAll(mpiexec);
        await scene.Sidecar.StartAsync();
        var pod = new Pod()
            .Annotate("slurm-job.vk.io/flags", "-n 2")
            .Annotate("slurm-job.vk.io/mpi-flags", "--map-by node")
            .Annotate("slurm-job.vk.io/pre-exec", $"export PATH='{scene.Root}':$PATH")
            .Shell("main", "echo rank $RANK");
        await scene.CreateAsync(pod);

        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Equal(["rank 1", "rank 2"], (await scene.LogAsync(pod)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Without_a_shared_file_system_volumes_reach_the_node_inside_the_script(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(
            SidecarSettings.On(scheduler, containers) with { Through = ["env", "SHARED_FS=false"] });
        var pod = WithSecret("cat /s/key; stat -c %a /s/key; echo made > /e/file; cat /e/file").Volume("e", "emptyDir", []).Mount("e", "/e");
        await scene.CreateAsync(pod);

        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Equal("s3cr3t600\nmade\n", await scene.LogAsync(pod));
        Assert.Equal("700", Posix.Mode(scene.File(pod, "job.slurm")));
        Assert.Contains("--unpack", await File.ReadAllTextAsync(scene.File(pod, "job.slurm")), StringComparison.Ordinal);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_node_that_shares_nothing_runs_the_pod_and_keeps_nothing_of_it(JobScheduler scheduler, Containers containers)
    {
        var node = Directory.CreateTempSubdirectory("il-node-").FullName;
        Posix.OpenToAll(node);
        await using var scene = await Scene.StartAsync(SidecarSettings.On(scheduler, containers) with
        {
            Further = $"NodeRootFolder: \"{node}\"\nPodletPath: \"{Path.Combine(Machine.Binaries, "podlet")}\"",
        });
        var share = scene.Share();
        var pod = WithSecret("cat /s/key > /share/seen; sleep 2; exit 4")
            .Annotate("slurm-job.vk.io/pre-exec", $"echo prefix > '{share}/prefix'")
            .HostPath("share", share)
            .Mount("share", "/share");
        await scene.CreateAsync(pod);

        await scene.RunningAsync(pod);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.Client.LogAsync(pod, "main")).Code);
        Assert.Single(Directory.GetDirectories(node));
        Assert.Equal(4, (await scene.EndedAsync(pod)).ExitCode());

        Assert.Equal("s3cr3t", await File.ReadAllTextAsync(Path.Combine(share, "seen")));
        Assert.True(File.Exists(Path.Combine(share, "prefix")));
        Assert.Empty(Directory.GetDirectories(node));
        Directory.Delete(node);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_job_that_can_never_start_ends_its_pod_with_Slurms_reason(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var large = new Pod("large").Shell("main", "true").Annotate("slurm-job.vk.io/flags", "-c 100");
        var longer = new Pod("longer").Shell("main", "true").Annotate("slurm-job.vk.io/flags", "-p short -t 60");
        // Slurm 24.11 says so at once, the versions before and after it let such a job wait.
        scene.Note(large);
        var answer = await scene.Client.CreateAsync(large);
        if (answer.Code == HttpStatusCode.UnprocessableEntity)
        {
            Assert.Contains("can not be satisfied", answer.Body, StringComparison.Ordinal);
        }
        else
        {
            var never = await scene.EndedAsync(large);
            Assert.Equal((1, "PartitionConfig"), (never.ExitCode(), never.Reason()));
        }

        await scene.CreateAsync(longer);
        var ended = await scene.EndedAsync(longer);
        Assert.Equal((1, "PartitionTimeLimit"), (ended.ExitCode(), ended.Reason()));
        Assert.Contains("time limit", ended.Message(), StringComparison.Ordinal);
        Assert.Equal("CA", Assert.Single(await scene.SlurmJobsAsync(longer)).State);
    }

    private static Pod WithSecret(string script) => new Pod()
        .SendSecret("login", new JsonObject { ["key"] = Convert.ToBase64String("s3cr3t"u8) })
        .Volume("s", "secret", new JsonObject { ["secretName"] = "login", ["defaultMode"] = 384 })
        .Shell("main", script)
        .Mount("s", "/s");
}
