using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>What travels inside the batch script when the node cannot find it in the job folder.</summary>
public class CarriageTests
{
    private static readonly SlurmOptions Unshared = Plans.Options with { SharedFs = false };
    private static readonly SlurmOptions NodeOnly = Plans.Options with { NodeRootFolder = "/scratch", PodletPath = "/opt/podlet" };

    private static JsonObject WithSecret(string base64 = "czNjcjN0AP8=") => Plans.Pod(
        """{"volumeMounts":[{"name":"s","mountPath":"/s"},{"name":"e","mountPath":"/e"}]}""",
        """{"volumes":[{"name":"s","secret":{"secretName":"sec","defaultMode":256}},{"name":"e","emptyDir":{}}]}""",
        volumes: $$$"""{"secrets":[{"metadata":{"name":"sec"},"data":{"key":"{{{base64}}}"}}]}""");

    [Fact]
    public void Without_a_shared_file_system_the_volumes_are_in_the_script_alone()
    {
        var plan = Plans.Plan(WithSecret(), Unshared);
        Assert.Empty(plan.Files);
        Assert.Empty(plan.Folders);
        var content = Content(plan);
        Assert.Equal(["secrets", "secrets/s", "emptyDirs", "emptyDirs/e"], content.Folders.Select(folder => folder.Path));
        var file = Assert.Single(content.Files);
        Assert.Equal(("secrets/s/key", 0b100_000_000), (file.Path, file.Mode));
        Assert.Equal([.. "s3cr3t"u8, 0, 255], file.Content);
        Assert.Contains(plan.Container().Mounts, mount => mount.Source == Plans.Folder + "/secrets/s");
    }

    [Fact]
    public void A_pod_without_volumes_needs_nothing_in_its_script()
    {
        var plan = Plans.Plan(Plans.Pod(), Unshared);
        Assert.EndsWith($"job {Plans.Folder}\n", plan.BatchScript, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_file_system_keeps_the_volumes_out_of_the_script() =>
        Assert.DoesNotContain("INTERLINK_CONTENT", Plans.Plan(WithSecret(), Plans.Options with { SharedFs = true }).BatchScript, StringComparison.Ordinal);

    [Fact]
    public void A_script_beyond_Slurms_limit_is_refused_with_both_numbers()
    {
        var options = Unshared with { MaxScriptBytes = 2000 };
        string sentence = Plans.Refusal(
            WithSecret(Convert.ToBase64String(new byte[4000])), options, PodRequestFailure.Refused);
        Assert.Contains("2000", sentence, StringComparison.Ordinal);
        Assert.Contains("max_script_size", sentence, StringComparison.Ordinal);
        Assert.NotNull(Plans.Plan(WithSecret(), options));
    }

    [Fact]
    public void A_node_that_shares_nothing_gets_plan_prefix_and_volumes()
    {
        var request = WithSecret();
        request["pod"]!["metadata"]!["annotations"] = new JsonObject { [PodAnnotations.PreExec] = "module load x" };
        var plan = Plans.Plan(request, NodeOnly, podlet: "/opt/podlet");

        Assert.Contains("--output=/dev/null", plan.Lines());
        Assert.Contains("\nexec /opt/podlet job /scratch/default-u1 --unpack <<", plan.BatchScript, StringComparison.Ordinal);
        var files = Content(plan).Files.ToDictionary(file => file.Path, file => file.Content);
        Assert.Equal([JobFolderFiles.Plan, JobFolderFiles.Prefix, "secrets/s/key"], files.Keys);
        var carried = PlanJson.Read(files[JobFolderFiles.Plan]);
        Assert.True(carried.OnNodeOnly);
        Assert.Contains(carried.Containers[0].Mounts, mount => mount.Source == "/scratch/default-u1/secrets/s");
        Assert.Contains("/opt/podlet run /scratch/default-u1", Encoding.UTF8.GetString(files[JobFolderFiles.Prefix]), StringComparison.Ordinal);
        Assert.Null(plan.Prefix);
        Assert.Empty(plan.Files);
        Assert.True(plan.Pod.OnNodeOnly);
    }

    [Fact]
    public void The_line_that_ends_the_content_cannot_be_in_it()
    {
        string text = Convert.ToBase64String("INTERLINK_CONTENT\nINTERLINK_CONTENT\n$(id)`id`"u8);
        var plan = Plans.Plan(WithSecret(text), Unshared);
        Assert.Single(plan.BatchScript.Split('\n'), line => line == "INTERLINK_CONTENT");
        Assert.Equal("INTERLINK_CONTENT\nINTERLINK_CONTENT\n$(id)`id`"u8.ToArray(), Content(plan).Files[0].Content);
    }

    private static NodeContent Content(JobPlan plan)
    {
        string[] lines = plan.BatchScript.Split('\n');
        Assert.Equal(["INTERLINK_CONTENT", ""], lines[^2..]);
        return NodeContent.Read(Encoding.UTF8.GetBytes(lines[^3]));
    }
}
