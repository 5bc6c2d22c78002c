using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Machines;

public class ForeignRootTests
{
    [FactNeeding(Needs.Mounts | Needs.Busybox)]
    public async Task The_programs_run_pods_where_there_is_nothing_but_themselves_and_a_shell()
    {
        var root = Directory.CreateTempSubdirectory("il-e2e-").FullName;
        await ForeignRoot.FurnishAsync(root);
        await RunsAPodAsync(root, root);
    }

    [FactNeeding(Needs.Root | Needs.Busybox)]
    public async Task The_programs_start_and_answer_even_without_proc()
    {
        var root = Directory.CreateTempSubdirectory("il-e2e-").FullName;
        await ForeignRoot.FurnishAsync(root);
        var settings = new SidecarSettings { Through = ["chroot", root], Binaries = root, Further = "BashPath: \"/bin/sh\"" };
        await using (var scene = Scene.Set(settings, root))
        {
            await scene.Sidecar.StartAsync();
            Assert.NotNull((await scene.Client.SendAsync(HttpMethod.Get, "/status", "[]")).Json["resources"]);
        }
        var version = await ForeignRoot.PodletVersionAsync();
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
    }

    [TheoryNeeding(Needs.Mounts)]
    [OnDebian("bullseye")]
    [OnDebian("bookworm")]
    [OnDebian("trixie")]
    [OnDebian("sid")]
    public async Task The_libraries_and_name_service_modules_of_another_release_do_no_harm(string suite)
    {
        var root = Machine.DebianRoot(suite)!;
        var scene = Path.Combine(root, "tmp", "il-e2e-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(scene);
        ForeignRoot.FindItselfAt(root);
        ForeignRoot.CopyPrograms(scene);
        await RunsAPodAsync(root, scene);
    }

    [TheoryNeeding(Needs.Mounts)]
    [OnDebian("bullseye")]
    [OnDebian("bookworm")]
    [OnDebian("trixie")]
    [OnDebian("sid")]
    public async Task A_manifest_runs_without_a_sidecar_on_every_release(string suite)
    {
        var root = Machine.DebianRoot(suite)!;
        var folder = Directory.CreateDirectory(Path.Combine(root, "tmp", "il-e2e-" + Guid.NewGuid().ToString("N")[..8])).FullName;
        ForeignRoot.CopyPrograms(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "pod.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: {name: release}
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: none
                  command: [/bin/sh, -c, '. /etc/os-release; echo on $ID $VERSION_CODENAME $PRETTY_NAME; exit 4']
            """);
        var inside = folder[root.Length..];

        string[] words = [.. ForeignRoot.WithProc(root), inside + "/podlet", "run", "--pod", inside + "/pod.yaml", "--runtime", "host", "--folder", inside + "/run"];
        var outcome = await Command.RunAsync(words[0], words[1..]);

        Assert.True(outcome.ExitCode == 4, outcome.Error);
        Assert.Matches($"on debian .*{suite}", outcome.Output);
        Directory.Delete(folder, recursive: true);
    }

    [FactNeeding(Needs.Root)]
    public async Task An_ordinary_user_can_run_pods()
    {
        var settings = new SidecarSettings
        {
            Through = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--"],
        };
        await using var scene = Scene.Set(settings);
        Posix.OpenToAll(scene.Root);
        await scene.Sidecar.StartAsync();
        var pod = new Pod().Shell("main", "id -u; exit 4");
        await scene.CreateAsync(pod);
        Assert.Equal(4, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Equal("65534\n", await scene.LogAsync(pod));
        await scene.DeleteAsync(pod);
    }

    private static async Task RunsAPodAsync(string root, string folder)
    {
        var settings = new SidecarSettings { Through = ForeignRoot.WithProc(root), Binaries = folder, Further = "BashPath: \"/bin/sh\"" };
        await using var scene = Scene.Set(settings, folder);
        await scene.Sidecar.StartAsync();
        var pod = new Pod().InitShell("prepare", "true").Shell("main", "echo inside; exit 4");
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal(4, ended.ExitCode());
        Assert.Equal("inside\n", await scene.LogAsync(pod));
        Assert.NotNull((await scene.Client.SendAsync(HttpMethod.Get, "/status", "[]")).Json["resources"]);
        Assert.Equal("ok", (string?)(await scene.Client.GetAsync("/system-info")).Json["status"]);
        await scene.DeleteAsync(pod);
        Assert.True((await scene.StatusAsync(pod)).AllUnknown);
    }
}
