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

    [FactNeeding(Needs.DebianRoot | Needs.Mounts)]
    public async Task Name_service_modules_of_another_release_do_no_harm()
    {
        var root = Machine.DebianRoot!;
        var scene = Path.Combine(root, "tmp", "il-e2e-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(scene);
        ForeignRoot.FindItselfAt(root);
        ForeignRoot.CopyPrograms(scene);
        await RunsAPodAsync(root, scene);
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
