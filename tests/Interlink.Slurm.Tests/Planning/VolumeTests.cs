using Interlink.Planning;
using Interlink.Protocol.Plans;
using static Interlink.Slurm.Tests.Planning.Volumes;

namespace Interlink.Slurm.Tests.Planning;

public class VolumeTests
{
    [Fact]
    public void A_config_map_becomes_files_that_only_the_owner_can_read()
    {
        var plan = PlanMounted("\"configMap\":{\"name\":\"cm\"}", volumes: Map);
        Assert.Equal(
            ["configMaps/ 700", "configMaps/v/ 700", "configMaps/v/a 600", "configMaps/v/b 600", "configMaps/v/bin 600"], Listing(plan));
        Assert.Equal("1", plan.Text("configMaps/v/a"));
        Assert.Equal([0, 1, 255], plan.Files[2].Content.ToArray());
        Assert.Equal([new MountPlan($"{Plans.Folder}/configMaps/v", "/m", true)], plan.Container().Mounts);
    }

    [Theory]
    [InlineData(420, "600")]
    [InlineData(256, "400")]
    [InlineData(365, "500")]
    [InlineData(511, "700")]
    [InlineData(32, "400")]
    public void Modes_keep_the_owners_bits_only(int mode, string expected)
    {
        var plan = PlanMounted($$"""
            "secret":{"secretName":"s","defaultMode":{{mode}}}
            """, volumes: """{"secrets":[{"metadata":{"name":"s"},"data":{"k":"eA=="}}]}""");
        Assert.Equal(["secrets/ 700", "secrets/v/ 700", $"secrets/v/k {expected}"], Listing(plan));
    }

    [Fact]
    public void Items_choose_keys_names_and_modes()
    {
        var plan = PlanMounted(
            """
            "configMap":{"name":"cm","items":[{"key":"a","path":"deep/er/x","mode":320},{"key":"b","path":"y"}]}
            """, volumes: Map);
        Assert.Equal(
            [
                "configMaps/ 700", "configMaps/v/ 700", "configMaps/v/deep/ 700", "configMaps/v/deep/er/ 700", "configMaps/v/deep/er/x 500",
                "configMaps/v/y 600",
            ],
            Listing(plan));
    }

    [Theory]
    [InlineData("\"configMap\":{\"name\":\"gone\"}", "gone")]
    [InlineData("\"secret\":{\"secretName\":\"gone\"}", "gone")]
    [InlineData("\"configMap\":{\"name\":\"cm\",\"items\":[{\"key\":\"gone\",\"path\":\"x\"}]}", "'x'")]
    [InlineData("\"configMap\":{\"name\":\"cm\",\"items\":[{\"key\":\"a\",\"path\":\"../x\"}]}", "path")]
    [InlineData("\"configMap\":{\"name\":\"cm\",\"items\":[{\"key\":\"a\",\"path\":\"/x\"}]}", "path")]
    [InlineData("\"configMap\":{\"name\":\"cm\",\"items\":[{\"key\":\"a\",\"path\":\"x\\ny\"}]}", "control")]
    [InlineData("\"configMap\":{\"name\":\"cm\",\"items\":[{\"key\":\"a\",\"path\":\"x\"},{\"key\":\"b\",\"path\":\"x/y\"}]}",
        "file and a folder")]
    [InlineData("\"persistentVolumeClaim\":{\"claimName\":\"c\"}", "persistentVolumeClaim")]
    [InlineData("\"nfs\":{\"server\":\"s\",\"path\":\"/\"}", "nfs")]
    [InlineData("\"hostPath\":{\"path\":\"relative\"}", "hostPath")]
    [InlineData("\"hostPath\":{\"path\":\"/a/../b\"}", "hostPath")]
    [InlineData("\"hostPath\":{\"path\":\"/a\",\"type\":\"Nonsense\"}", "type")]
    [InlineData("\"hostPath\":{\"path\":\"/a\",\"type\":\"Unset\"}", "type")]
    [InlineData("\"hostPath\":{\"path\":\"/a\",\"type\":\"1\"}", "type")]
    [InlineData("\"projected\":{\"sources\":[{\"clusterTrustBundle\":{\"path\":\"x\"}}]}", "clusterTrustBundle")]
    public void A_volume_that_cannot_be_made_is_refused_naming_it(string volume, string named)
    {
        string refusal = Plans.Refusal(Mounted(volume, volumes: Map));
        Assert.Contains("'v'", refusal, StringComparison.Ordinal);
        Assert.Contains(named, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_that_nobody_mounts_is_nobodys_problem()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """{"volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"c"}}]}"""));
        Assert.Empty(plan.Container().Mounts);
    }

    [Theory]
    [InlineData("\"configMap\":{\"name\":\"gone\",\"optional\":true}", "configMaps")]
    [InlineData("\"secret\":{\"secretName\":\"gone\",\"optional\":true}", "secrets")]
    public void An_optional_volume_without_its_source_is_an_empty_folder(string volume, string kind)
    {
        var plan = PlanMounted(volume);
        Assert.Equal([$"{kind}/ 700", $"{kind}/v/ 700"], Listing(plan));
        Assert.Single(plan.Container().Mounts);
    }

    [Fact]
    public void An_empty_folder_is_shared_by_the_containers_that_mount_it()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """
            {"volumes":[{"name":"v","emptyDir":{}}],
             "initContainers":[{"name":"i","image":"x","volumeMounts":[{"name":"v","mountPath":"/a"}]}],
             "containers":[{"name":"c","image":"x","volumeMounts":[{"name":"v","mountPath":"/b/","readOnly":true}]}]}
            """));
        Assert.Equal(["emptyDirs/ 700", "emptyDirs/v/ 700"], Listing(plan));
        Assert.Equal([new MountPlan($"{Plans.Folder}/emptyDirs/v", "/a", false)], plan.Pod.InitContainers[0].Mounts);
        Assert.Equal([new MountPlan($"{Plans.Folder}/emptyDirs/v", "/b", true)], plan.Container().Mounts);
    }

    [Theory]
    [InlineData("\"subPath\":\"a\"", "/a", "600 file")]
    [InlineData("\"subPath\":\"new/er\"", "/new/er", "folder")]
    [InlineData("\"subPathExpr\":\"$(SUB)\"", "/x/y", "folder")]
    public void A_sub_path_is_a_part_of_the_volume(string mount, string source, string kind)
    {
        var plan = PlanMounted("\"configMap\":{\"name\":\"cm\"}", $$"""{{{mount}}}""", Map);
        Assert.Equal($"{Plans.Folder}/configMaps/v{source}", Assert.Single(plan.Container().Mounts).Source);
        Assert.Equal(kind == "folder", plan.Folders.Any(folder => folder.RelativePath == "configMaps/v" + source));
    }

    [Theory]
    [InlineData("\"subPath\":\"../x\"")]
    [InlineData("\"subPath\":\"/x\"")]
    [InlineData("\"subPath\":\"x//y\"")]
    [InlineData("\"subPath\":\"x/./y\"")]
    [InlineData("\"subPath\":\"x\\ny\"")]
    [InlineData("\"subPath\":\"a/below\"")]
    [InlineData("\"subPathExpr\":\"$(UP)\"")]
    [InlineData("\"subPathExpr\":\"$(NONE)\"")]
    [InlineData("\"subPathExpr\":\"x\",\"subPath\":\"y\"")]
    [InlineData("\"mountPath\":\"/\"")]
    [InlineData("\"mountPath\":\"\"")]
    [InlineData("\"mountPath\":\"/a/../b\"")]
    [InlineData("\"mountPath\":\"/a\\nb\"")]
    [InlineData("\"name\":\"other\"")]
    [InlineData("\"name\":\"../x\"")]
    public void An_unsafe_mount_is_refused(string mount) =>
        Plans.Refusal(Mounted("\"configMap\":{\"name\":\"cm\"}", $$"""{{{mount}}}""", Map));

    [Fact]
    public void Two_mounts_at_one_path_are_refused() => Plans.Refusal(Plans.Pod(
        """{"volumeMounts":[{"name":"v","mountPath":"/a"},{"name":"v","mountPath":"/a/"}]}""",
        """{"volumes":[{"name":"v","emptyDir":{}}]}"""));

    [Theory]
    [InlineData("", HostPathType.Unset)]
    [InlineData("Directory", HostPathType.Directory)]
    [InlineData("DirectoryOrCreate", HostPathType.DirectoryOrCreate)]
    [InlineData("File", HostPathType.File)]
    [InlineData("FileOrCreate", HostPathType.FileOrCreate)]
    [InlineData("Socket", HostPathType.Socket)]
    [InlineData("CharDevice", HostPathType.CharDevice)]
    [InlineData("BlockDevice", HostPathType.BlockDevice)]
    public void A_host_path_is_mounted_as_it_is_and_handed_on_for_checking(string type, object expected)
    {
        var plan = PlanMounted($$"""
            "hostPath":{"path":"/data/x","type":"{{type}}"}
            """);
        Assert.Equal([new MountPlan("/data/x", "/m", false)], plan.Container().Mounts);
        Assert.Equal([new HostPathCheck("/data/x", (HostPathType)expected, "v")], plan.HostPaths);
        Assert.Empty(plan.Folders);
    }

    [Fact]
    public void ExportPodData_false_mounts_nothing_and_says_so()
    {
        var plan = Plans.Plan(Mounted("\"configMap\":{\"name\":\"cm\"}", volumes: Map), Plans.Options with { ExportPodData = false });
        Assert.Empty(plan.Container().Mounts);
        Assert.Empty(plan.Files);
        Assert.Contains("ExportPodData", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_runtime_takes_only_what_is_where_it_belongs()
    {
        Plans.Refusal(Mounted("\"emptyDir\":{}"), Plans.Host);
        Plans.Refusal(Mounted("\"hostPath\":{\"path\":\"/x\"}"), Plans.Host);
        var plan = Plans.Plan(Mounted("\"hostPath\":{\"path\":\"/m\"}"), Plans.Host);
        Assert.Single(plan.Container().Mounts);
        var account = Mounted(
            "\"projected\":{\"sources\":[]}",
            """{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}""",
            """{"projectedvolumemaps":[{"metadata":{"name":"v"},"data":{"token":"t"}}]}""");
        var withoutToken = Plans.Plan(account, Plans.Host);
        Assert.Empty(withoutToken.Container().Mounts);
        Assert.Single(withoutToken.Warnings);
    }
}
