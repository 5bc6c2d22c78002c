using System.Text;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

public class VolumeTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Containers_see_config_maps_secrets_and_projections_as_files(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod()
            .SendConfigMap("settings", new JsonObject { ["app.conf"] = "k=v\nx=$HOME\n", ["other"] = "no newline" })
            .SendSecret("login", new JsonObject { ["password"] = Base64("s3cr3t'\"$(id)") })
            .SendProjected("all", new JsonObject { ["deep/er/file"] = "projected" })
            .Volume("settings", "configMap", new JsonObject { ["name"] = "settings", ["defaultMode"] = 292 })
            .Volume("some", "configMap", new JsonObject
            {
                ["name"] = "settings",
                ["items"] = new JsonArray(new JsonObject { ["key"] = "other", ["path"] = "sub/renamed", ["mode"] = 320 }),
            })
            .Volume("login", "secret", new JsonObject { ["secretName"] = "login" })
            .Volume("all", "projected", new JsonObject { ["sources"] = new JsonArray() })
            .Shell("main", """
                cat /etc/settings/app.conf; cat /etc/settings/other; echo
                cat /etc/some/sub/renamed; ls /etc/some; test -x /etc/some/sub/renamed && echo executable
                cat /etc/one.conf
                cat /etc/login/password; echo
                cat /etc/all/deep/er/file; echo
                (echo x > /etc/settings/new) 2>/dev/null || echo read-only
                (echo x > /etc/login/password) 2>/dev/null || echo read-only
                """)
            .Mount("settings", "/etc/settings")
            .Mount("some", "/etc/some")
            .Mount("settings", "/etc/one.conf", subPath: "app.conf")
            .Mount("login", "/etc/login")
            .Mount("all", "/etc/all");
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal(
            """
            k=v
            x=$HOME
            no newline
            no newlinesub
            executable
            k=v
            x=$HOME
            s3cr3t'"$(id)
            projected
            read-only
            read-only

            """,
            await scene.LogAsync(pod));
        Assert.Equal(0, ended.ExitCode());
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task Containers_share_an_empty_folder_and_see_the_machine_through_host_paths(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var share = scene.Share();
        var made = scene.Place("made/here");
        await File.WriteAllTextAsync(Path.Combine(share, "from-host"), "host\n");
        var pod = new Pod()
            .Volume("scratch", "emptyDir", [])
            .HostPath("share", share)
            .HostPath("made", made, "DirectoryOrCreate")
            .InitShell("writer", "echo from-init > /scratch/file").Mount("scratch", "/scratch")
            .Shell("main", """
                cat /scratch/file /host/from-host
                echo out > /host/from-pod; echo deep > /made/file; echo seen > /scratch/second
                """)
            .Mount("scratch", "/scratch").Mount("share", "/host").Mount("made", "/made")
            .Shell("reader", """
                until [ -e /scratch/second ]; do sleep 0.05; done
                cat /scratch/second; (echo x > /host/no) 2>/dev/null || echo read-only
                """)
            .Mount("scratch", "/scratch").Mount("share", "/host", readOnly: true);
        await scene.CreateAsync(pod);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal("from-init\nhost\n", await scene.LogAsync(pod));
        Assert.Equal("seen\nread-only\n", await scene.LogAsync(pod, "reader"));
        Assert.Equal("out\n", await File.ReadAllTextAsync(Path.Combine(share, "from-pod")));
        Assert.Equal("deep\n", await File.ReadAllTextAsync(Path.Combine(made, "file")));
        Assert.False(File.Exists(Path.Combine(share, "no")));
        Assert.Equal((0, 0), (ended.ExitCode(), ended.ExitCode("reader")));
    }

    [FactNeeding]
    public async Task Variables_come_from_config_maps_and_secrets()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod()
            .SendConfigMap("settings", new JsonObject { ["color"] = "blue $(id)" })
            .SendSecret("login", new JsonObject { ["password"] = Base64("p'w") })
            .Shell("main", "printf '%s|%s|%s\\n' \"$COLOR\" \"$PASSWORD\" \"${NOTHING-unset}\"")
            .VariableFrom("COLOR", Reference("configMapKeyRef", "settings", "color"))
            .VariableFrom("PASSWORD", Reference("secretKeyRef", "login", "password"))
            .VariableFrom("NOTHING", Reference("configMapKeyRef", "settings", "missing", optional: true));
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);
        Assert.Equal("blue $(id)|p'w|unset\n", await scene.LogAsync(pod));
    }

    private static JsonObject Reference(string kind, string name, string key, bool optional = false) => new()
    {
        [kind] = new JsonObject { ["name"] = name, ["key"] = key, ["optional"] = optional },
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
