using System.Net;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Requests;

public class BadRequestTests
{
    [TheoryNeeding]
    [InlineData("/create", "{\"pod\":")]
    [InlineData("/create", "not json at all")]
    [InlineData("/create", "[]")]
    [InlineData("/create", "null")]
    [InlineData("/create", "{}")]
    [InlineData("/create", "{\"pod\":{},\"pod\":{}}")]
    [InlineData("/create", "{\"pod\":\"text\"}")]
    [InlineData("/create", "{\"pod\":{\"metadata\":[]}}")]
    [InlineData("/status", "[null]")]
    [InlineData("/status", "[{]")]
    [InlineData("/status", "{\"a\":1}")]
    [InlineData("/status", "[{\"metadata\":{\"name\":\"a\",\"name\":\"b\"}}]")]
    [InlineData("/delete", "null")]
    [InlineData("/delete", "{\"metadata\":{\"uid\":5}}")]
    [InlineData("/delete", "{\"metadata\":{\"uid\":\"../x\",\"namespace\":\"default\",\"name\":\"x\"}}")]
    [InlineData("/getLogs", "{}")]
    [InlineData("/getLogs", "{\"Namespace\":\"default\",\"PodUID\":\"../..\",\"ContainerName\":\"main\"}")]
    [InlineData("/getLogs", "{\"Namespace\":\"default\",\"PodUID\":\"a\",\"ContainerName\":\"../../etc/passwd\"}")]
    [InlineData("/getLogs", "{\"Namespace\":\"default\",\"PodUID\":\"a\",\"ContainerName\":\"c\",\"Opts\":{\"Tail\":-1}}")]
    public async Task A_body_that_makes_no_sense_is_refused_with_a_sentence(string path, string body)
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var before = Listing(scene);
        (await scene.Client.SendAsync(HttpMethod.Post, path, body)).Refuses(HttpStatusCode.BadRequest);
        Assert.Equal(before, Listing(scene));
    }

    [FactNeeding]
    public async Task Names_that_are_no_names_never_reach_the_file_system()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var before = Listing(scene);
        foreach (var bad in new[] { "a/b", "..", "../../up", "Upper", "", "a b", "a\nb", new string('x', 300) })
        {
            await RefusesAsync(scene, Make(pod => pod.Metadata["name"] = bad));
            // Kubernetes reads no namespace as "default".
            if (bad.Length > 0)
                await RefusesAsync(scene, Make(pod => pod.Metadata["namespace"] = bad));
            await RefusesAsync(scene, Make(pod => Container(pod)["name"] = bad));
        }
        foreach (var bad in new[] { "a/b", "..", "../up", "", "a b", ".hidden", new string('x', 64) })
            await RefusesAsync(scene, Make(pod => pod.Metadata["uid"] = bad));
        foreach (var bad in new[] { "..", "a/b", "../../x", "." })
        {
            await RefusesAsync(scene, Make(pod => pod
                .SendConfigMap("settings", new JsonObject { [bad] = "x" })
                .Volume("settings", "configMap", new JsonObject { ["name"] = "settings" }).Mount("settings", "/etc/settings")));
        }
        foreach (var bad in new[] { "..", "../../x", "/etc/x", "a/../../x" })
        {
            await RefusesAsync(scene, Make(pod => pod
                .SendConfigMap("settings", new JsonObject { ["key"] = "x" })
                .Volume("settings", "configMap", Item("settings", bad)).Mount("settings", "/etc/settings")));
        }
        await RefusesAsync(scene, Make(pod => pod.Shell("main", "true")));
        await RefusesAsync(scene, Make(pod => pod.Spec["containers"] = new JsonArray()));
        Assert.Equal(before, Listing(scene));
    }

    [FactNeeding(Needs.Apptainer)]
    public async Task What_a_volume_needs_and_is_not_there_is_named()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded, Containers.Singularity);
        var before = Listing(scene);
        var configMap = Make(pod => pod
            .Volume("settings", "configMap", new JsonObject { ["name"] = "app-settings" }).Mount("settings", "/etc/settings"));
        (await scene.Client.CreateAsync(configMap)).Refuses(HttpStatusCode.BadRequest, "app-settings");
        var hostPath = Make(pod => pod.HostPath("there", "/no/such/folder", "Directory").Mount("there", "/there"));
        (await scene.Client.CreateAsync(hostPath)).Refuses(HttpStatusCode.BadRequest, "/no/such/folder", "there");
        var reference = new JsonObject { ["name"] = "login", ["key"] = "password" };
        var variable = Make(pod => pod.VariableFrom("X", new JsonObject { ["secretKeyRef"] = reference }));
        (await scene.Client.CreateAsync(variable)).Refuses(HttpStatusCode.BadRequest, "login");
        var claim = Make(pod => pod
            .Volume("disk", "persistentVolumeClaim", new JsonObject { ["claimName"] = "disk" }).Mount("disk", "/disk"));
        (await scene.Client.CreateAsync(claim)).Refuses(HttpStatusCode.BadRequest, "disk");
        Assert.Equal(before, Listing(scene));
    }

    [FactNeeding(Needs.Slurm)]
    public async Task What_Slurm_refuses_is_refused_in_its_own_words_and_leaves_nothing()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var before = Listing(scene);
        var partition = Make(pod => pod.Annotate("slurm-job.vk.io/flags", "--partition=nosuch"));
        (await scene.Client.CreateAsync(partition)).Refuses(HttpStatusCode.UnprocessableEntity, "invalid partition");
        var option = Make(pod => pod.Annotate("slurm-job.vk.io/flags", "--no-such-flag"));
        var refused = await scene.Client.CreateAsync(option);
        Assert.Contains("no-such-flag", refused.Body);
        Assert.InRange((int)refused.Code, 400, 422);
        foreach (var flag in new[] { "--array=1-3", "--wrap=id", "--output=/tmp/x", "--parsable", "-W", "--test-only" })
        {
            var flagged = Make(pod => pod.Annotate("slurm-job.vk.io/flags", flag));
            (await scene.Client.CreateAsync(flagged)).Refuses(HttpStatusCode.BadRequest, flag.Split('=')[0]);
        }
        (await scene.Client.CreateAsync(Make(pod => pod.Annotate("slurm-job.vk.io/flags", "--comment='a\n#SBATCH --hold'"))))
            .Refuses(HttpStatusCode.BadRequest);
        Assert.Equal(before, Listing(scene));
        Assert.Empty(await scene.SlurmJobsAsync());
        Assert.True((await scene.StatusAsync(partition)).AllUnknown);
    }

    private static async Task RefusesAsync(Scene scene, Pod pod)
    {
        var answer = await scene.Client.CreateAsync(pod);
        Assert.True(answer.Code == HttpStatusCode.BadRequest, $"{answer} to {pod.Json.ToJsonString()}");
        answer.IsSentence();
    }

    private static Pod Make(Action<Pod> change)
    {
        var pod = new Pod().Shell("main", "true");
        change(pod);
        return pod;
    }

    private static JsonObject Container(Pod pod) => (JsonObject)pod.Spec["containers"]![0]!;

    private static JsonObject Item(string configMap, string path) => new()
    {
        ["name"] = configMap, ["items"] = new JsonArray(new JsonObject { ["key"] = "key", ["path"] = path }),
    };

    private static string Listing(Scene scene) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(scene.Root, "*", SearchOption.AllDirectories).Order());
}
