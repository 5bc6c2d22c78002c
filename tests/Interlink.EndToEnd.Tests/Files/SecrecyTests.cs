using System.Text;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Files;

public class SecrecyTests
{
    private const string Secret = "Tr0ub4dor-secret-value";

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_secret_is_in_files_of_the_owner_alone_and_nowhere_else(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(SidecarSettings.On(scheduler, containers) with { Further = "VerboseLogging: true" });
        var share = scene.Share();
        var pod = WithSecret(new Pod().HostPath("share", share)
            .Shell("main", $"until [ -e {share}/go ]; do sleep 0.05; done; test -n \"$PASSWORD\"").Mount("share", share));
        if (containers == Containers.Singularity)
            pod.Volume("login", "secret", new JsonObject { ["secretName"] = "login", ["defaultMode"] = 420 }).Mount("login", "/etc/login");
        pod.Annotate("slurm-job.vk.io/pre-exec", "true").Variable("LITERAL", Secret)
            .SendSecret("registry", new JsonObject { [".dockerconfigjson"] = Base64("""{"auths":{"registry.site":{"username":"u","password":"SECRET"}}}""".Replace("SECRET", Secret)) })
            .With("imagePullSecrets", new JsonArray(new JsonObject { ["name"] = "registry" }));
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);

        AssertPrivate(scene.Folder(pod));
        if (containers == Containers.Singularity)
            Assert.Equal("600", Posix.Mode(scene.File(pod, "secrets/login/password")));
        Assert.Equal("600", Posix.Mode(scene.File(pod, "plan.json")));
        // Processes of the host need no image.
        if (containers == Containers.Host)
            Assert.False(File.Exists(scene.File(pod, "registry/config.json")));
        else
            Assert.Equal("600", Posix.Mode(scene.File(pod, "registry/config.json")));
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(scene.File(pod, "job.slurm")));
        Assert.DoesNotContain(Secret, ProcessTable.EnvironmentOf(scene.Sidecar.Id));
        var holders = ProcessTable.All().Where(process => ProcessTable.EnvironmentOf(process).Contains(Secret, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(holders);
        Assert.DoesNotContain(holders, process => IsOurs(ProcessTable.CommandLine(process)));
        Assert.DoesNotContain(ProcessTable.Naming(Secret), process => process != Environment.ProcessId);

        await File.WriteAllTextAsync(Path.Combine(share, "go"), "");
        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(scene.File(pod, "job.out")));
        await scene.DeleteAsync(pod);
        Assert.DoesNotContain(Secret, scene.Sidecar.Log);
    }

    [FactNeeding]
    public async Task A_refusal_never_repeats_a_secret()
    {
        await using var scene = await Scene.StartAsync(SidecarSettings.On(JobScheduler.Embedded) with { Further = "VerboseLogging: true" });
        var pod = WithSecret(new Pod().Shell("main", "true")).Annotate("slurm-job.vk.io/flags", "--array=1-3");
        var refused = await scene.Client.CreateAsync(pod);
        refused.Refuses(System.Net.HttpStatusCode.BadRequest, "array");
        var broken = pod.CreateRequest().ToJsonString()[..^5];
        var malformed = await scene.Client.SendAsync(HttpMethod.Post, "/create", broken);
        Assert.DoesNotContain(Secret, refused.Body + malformed.Body + scene.Sidecar.Log);
    }

    [FactNeeding]
    public async Task The_socket_and_the_folders_are_the_owners_alone()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        Assert.Equal("600", Posix.Mode(scene.Sidecar.Socket!));
        var pod = new Pod().Shell("main", "umask > $OUT").Variable("OUT", scene.Place("umask"));
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);
        Assert.Equal("700", Posix.Mode(scene.Folder(pod)));
        AssertPrivate(scene.Folder(pod));
        Assert.Equal("0022\n", await File.ReadAllTextAsync(scene.Place("umask")));
    }

    private static Pod WithSecret(Pod pod) => pod
        .SendSecret("login", new JsonObject { ["password"] = Base64(Secret) })
        .VariableFrom("PASSWORD", new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "login", ["key"] = "password" } });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // Only the containers' own processes may have it, not those that start and watch them.
    private static bool IsOurs(string commandLine) =>
        commandLine.Contains("podlet job", StringComparison.Ordinal)
        || commandLine.Contains("podlet run", StringComparison.Ordinal)
        || commandLine.Contains("slurm", StringComparison.Ordinal)
        || commandLine.Contains("prefix.sh", StringComparison.Ordinal);

    private static void AssertPrivate(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder))
            Assert.True(Posix.Mode(path).EndsWith("00", StringComparison.Ordinal), $"{path} has the mode {Posix.Mode(path)}");
    }
}
