using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

public partial class LogTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_log_is_cut_and_stamped_as_asked(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().InitShell("prepare", "echo prepared").Shell("main", "for i in 1 2 3 4 5; do echo line $i; done");
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);

        Assert.Equal("line 1\nline 2\nline 3\nline 4\nline 5\n", await scene.LogAsync(pod));
        Assert.Equal("line 4\nline 5\n", await scene.LogAsync(pod, options: new JsonObject { ["Tail"] = 2 }));
        Assert.Equal(5, Lines(await scene.LogAsync(pod, options: new JsonObject { ["Tail"] = 6 })).Length);
        Assert.Equal("line 1\nlin", await scene.LogAsync(pod, options: new JsonObject { ["Bytes"] = 10 }));
        Assert.Equal("line 1\nlin", await scene.LogAsync(pod, options: new JsonObject { ["LimitBytes"] = 10 }));
        var stamped = await scene.LogAsync(pod, options: new JsonObject { ["Timestamps"] = true });
        Assert.All(Lines(stamped), line => Assert.Matches(Stamped(), line));
        Assert.Equal(5, Lines(stamped).Length);
        Assert.Equal("", await scene.LogAsync(pod, options: new JsonObject { ["SinceTime"] = "2100-01-01T00:00:00Z" }));
        Assert.Equal("prepared\n", await scene.LogAsync(pod, "prepare"));
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_follower_gets_lines_as_they_are_written_and_ends_with_the_container(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var share = scene.Share();
        var pod = new Pod().HostPath("share", share)
            .Shell("main", $"echo first; until [ -e {share}/go ]; do sleep 0.05; done; echo last").Mount("share", share);
        await scene.CreateAsync(pod);
        await using var log = await scene.Client.FollowAsync(pod, "main");
        using var reader = new StreamReader(log);
        Assert.Equal("first", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        await File.WriteAllTextAsync(Path.Combine(share, "go"), "");
        Assert.Equal("last\n", await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [FactNeeding]
    public async Task A_log_that_nobody_knows_is_not_found()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "true");
        (await scene.Client.LogAsync(pod, "main")).Refuses(System.Net.HttpStatusCode.NotFound, pod.Uid);
        await scene.CreateAsync(pod);
        (await scene.Client.LogAsync(pod, "other")).Refuses(System.Net.HttpStatusCode.NotFound, "other");
    }

    [FactNeeding]
    public async Task A_log_of_many_megabytes_comes_whole_and_leaves_the_sidecar_small()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "yes 0123456789012345678901234567890123456789012345678901234567890 | head -n 1000000");
        await scene.CreateAsync(pod);
        await scene.EndedAsync(pod);
        var log = await scene.LogAsync(pod);
        Assert.Equal(62_000_000, log.Length);
        Assert.InRange(ResidentMegabytes(scene.Sidecar.Id), 1, 100);
    }

    private static long ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d) line \d$")]
    private static partial Regex Stamped();
}
