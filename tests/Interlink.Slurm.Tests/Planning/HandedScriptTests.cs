using System.Text.Json.Nodes;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Tests.Planning;

public class HandedScriptTests
{
    [Theory]
    [InlineData("#!/usr/bin/python3\nprint(1)\n", new[] { Plans.Folder + "/jobScript.sh" })]
    [InlineData("echo hi\r\n", new[] { "/bin/bash", Plans.Folder + "/jobScript.sh" })]
    public void A_script_that_came_along_runs_in_place_of_the_containers(string script, string[] command)
    {
        var plan = Plans.Plan(WithScript(script));

        var container = Assert.Single(plan.Pod.Containers);
        Assert.Equal(JobFolderFiles.ScriptContainer, container.Name);
        Assert.Equal(command, container.Command);
        Assert.Equal(Plans.Folder, container.Variable("workingPath"));
        Assert.Equal(Plans.Folder, container.Variable("SANDBOX"));
        Assert.Equal((ContainerRuntime.Host, RestartPolicy.Never), (plan.Pod.Runtime.Kind, plan.Pod.RestartPolicy));
        Assert.Empty(plan.Pod.InitContainers);
        Assert.Equal(script.ReplaceLineEndings("\n"), plan.Text(JobFolderFiles.JobScript));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, plan.Files[^1].Mode);
    }

    [Fact]
    public void The_pods_own_containers_stay_known()
    {
        var request = WithScript("true");
        request["pod"]!["spec"]!["initContainers"] = JsonNode.Parse("""[{"name":"a","image":"i"},{"name":"s","image":"i","restartPolicy":"Always"}]""");

        var outline = PodOutline.Of(PlanJson.Read(PlanJson.Write(Plans.Plan(request).Pod)));

        Assert.True(outline.Scripted);
        Assert.Equal([("a", false), ("s", true)], outline.InitContainers.Select(container => (container.Name, container.Sidecar)));
        Assert.Equal(["main"], outline.Containers.Select(container => container.Name));
    }

    [Fact]
    public void What_no_script_can_be_is_refused() => Plans.Refusal(WithScript("a\0b"));

    private static JsonObject WithScript(string script)
    {
        var request = Plans.Pod();
        request["jobScript"] = script;
        return request;
    }
}
