using System.Text.Json.Nodes;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Tests.Planning;

public class ResourceTests
{
    private static readonly Flavor Normal = new()
    {
        Name = "normal", CpuDefault = 2, MemoryDefault = 8L << 30, SlurmFlags = ["--partition=normal"],
    };

    private static readonly Flavor OneGpu = new() { Name = "gpu1", Uid = 3000, Gpus = 1, SlurmFlags = ["--gres=gpu:1", "-p", "gpu"] };
    private static readonly Flavor TwoGpus = new() { Name = "gpu2", Gpus = 2, SlurmFlags = ["--gres=gpu:2", "--mem=9", "-c", "9"] };

    private static readonly SlurmOptions Flavors = Plans.Options with
    {
        Flavors = [Normal, OneGpu, TwoGpus], DefaultFlavor = Normal, DefaultUid = 2000,
    };

    [Fact]
    public void A_pod_without_limits_gets_one_cpu_and_no_memory_flag()
    {
        var plan = Plans.Plan(Plans.Pod());
        Assert.Equal(["--cpus-per-task=1"], plan.OwnLines());
        Assert.Equal(1, plan.Pod.Resources.Cpus);
        Assert.Null(plan.Pod.Resources.MemoryBytes);
    }

    [Fact]
    public void A_pod_without_limits_gets_the_flavors_defaults()
    {
        var plan = Plans.Plan(Plans.Pod(), Flavors);
        Assert.Equal(["--partition=normal", "--uid=2000", "--cpus-per-task=2", "--mem=8192"], plan.OwnLines());
        Assert.Equal(8L << 30, plan.Pod.Resources.MemoryBytes);
        Assert.Equal(2000, plan.RunAsUser);
    }

    [Fact]
    public void Flags_of_flavor_and_annotation_stand_where_the_pod_has_no_limits()
    {
        var request = Plans.Flags("--mem-per-cpu=100 -n 3");
        request["pod"]!["metadata"]!["annotations"]![PodAnnotations.Flavor] = "gpu2";
        var plan = Plans.Plan(request, Flavors);
        Assert.Equal(["--gres=gpu:2", "--mem=9", "-c 9", "--mem-per-cpu=100", "-n 3", "--uid=2000"], plan.OwnLines());
        Assert.Equal(27, plan.Pod.Resources.Cpus);
    }

    [Fact]
    public void The_pods_limits_beat_every_flag_and_take_its_place()
    {
        var plan = Plans.Plan(
            Plans.Flags("-c 4 --mem-per-cpu=100 --mem=7 -p x", """{"resources":{"limits":{"cpu":"1500m","memory":"1500M"}}}"""));
        Assert.Equal(["--cpus-per-task=2", "--mem=1431", "-p x"], plan.OwnLines());
        Assert.Equal(1431L << 20, plan.Pod.Resources.MemoryBytes);
    }

    [Fact]
    public void Containers_that_run_together_are_summed_and_init_containers_count_at_their_peak()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """
            {"initContainers":[
               {"name":"a","image":"i","resources":{"limits":{"cpu":"4","memory":"1Gi"}}},
               {"name":"s","image":"i","restartPolicy":"Always","resources":{"limits":{"cpu":"500m","memory":"1Gi"}}},
               {"name":"b","image":"i","resources":{"limits":{"cpu":"1","memory":"4Gi"}}}],
             "containers":[
               {"name":"c","image":"i","resources":{"limits":{"cpu":"1500m","memory":"1Gi"}}},
               {"name":"d","image":"i","resources":{"requests":{"cpu":"250m","memory":"1Mi"}}},
               {"name":"e","image":"i","resources":{"limits":{"cpu":"0"}}}]}
            """));
        // CPU: a alone. Memory: b beside the sidecar s.
        Assert.Equal(["--cpus-per-task=4", "--mem=5120"], plan.OwnLines());
    }

    [Theory]
    [InlineData("{}", "", "--cpus-per-task=1 --mem=1")]
    [InlineData("{}", "-c 4 --mem=5", "-c 4 --mem=5")]
    [InlineData("""{"resources":{"limits":{"cpu":"250m","memory":"1500M"}}}""", "", "--cpus-per-task=1 --mem=1430")]
    public void Legacy_resources_are_the_Go_plugins_numbers(string container, string flags, string expected)
    {
        var plan = Plans.Plan(Plans.Flags(flags, container), Plans.Options with { LegacyResources = true });
        Assert.Equal(expected, string.Join(' ', plan.OwnLines()));
    }

    [Fact]
    public void Legacy_resources_beat_even_a_flavors_own_flags()
    {
        var request = Plans.Annotated(PodAnnotations.Flavor, "gpu2");
        var plan = Plans.Plan(request, Flavors with { LegacyResources = true });
        Assert.Equal(["--gres=gpu:2", "--mem=1", "--cpus-per-task=1", "--uid=2000"], plan.OwnLines());
    }

    [Theory]
    [InlineData("2", "--gres=gpu:2")]
    [InlineData("1", "--gres=gpu:1")]
    [InlineData("7", "--gres=gpu:1")]
    public void Gpus_choose_the_flavor_with_as_many_or_else_any_with_gpus(string gpus, string expected)
    {
        var plan = Plans.Plan(
            Plans.Pod($$$$"""{"resources":{"limits":{"nvidia.com/gpu":"{{{{gpus}}}}"}}}"""), Flavors);
        Assert.Contains(expected, plan.Lines());
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Gpus_of_both_makers_are_summed()
    {
        var plan = Plans.Plan(Plans.Pod("""{"resources":{"limits":{"nvidia.com/gpu":1,"amd.com/gpu":"1"}}}"""), Flavors);
        Assert.Contains("--gres=gpu:2", plan.Lines());
    }

    [Theory]
    [InlineData("""{"nvidia.com/gpu":"1"}""", "--gres=gpu:1")]
    [InlineData("""{"nvidia.com/gpu":1,"amd.com/gpu":2}""", "--gres=gpu:3")]
    [InlineData("""{"nvidia.com/mig-1g.5gb":"2"}""", "--gres=gpu:1g.5gb:2")]
    [InlineData("""{"xilinx.com/fpga":1,"nvidia.com/gpu":1}""", "--gres=fpga:1,gpu:1")]
    [InlineData("""{"nvidia.com/mig-3g.20gb":1}""", "--gres=gpu:a100_3g:1")]
    public void Devices_without_a_flavor_become_generic_resources(string limits, string expected)
    {
        var options = Plans.Options with
        {
            Gres = new GresNames(new Dictionary<string, string>
            {
                ["xilinx.com/fpga"] = "fpga",
                ["nvidia.com/mig-3g.20gb"] = "gpu:a100_3g",
            }),
        };
        var plan = Plans.Plan(Plans.Pod($$$"""{"resources":{"limits":{{{limits}}}}}"""), options);
        Assert.Contains(expected, plan.Lines());
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("--gres=gpu:a100:4")]
    [InlineData("--gpus=4")]
    [InlineData("-G 4")]
    [InlineData("--gpus-per-node=4")]
    public void Devices_that_a_flag_asks_for_are_left_to_it(string flag)
    {
        var plan = Plans.Plan(Plans.Flags(flag, """{"resources":{"limits":{"nvidia.com/gpu":"1"}}}"""));
        Assert.Equal([flag, "--cpus-per-task=1"], plan.OwnLines());
    }

    [Fact]
    public void Devices_of_init_containers_count_at_their_peak()
    {
        var plan = Plans.Plan(Plans.Pod(spec: """
            {"initContainers":[
               {"name":"a","image":"i","resources":{"limits":{"nvidia.com/gpu":"3"}}},
               {"name":"b","image":"i","resources":{"limits":{"nvidia.com/gpu":"1"}}}],
             "containers":[
               {"name":"c","image":"i","resources":{"limits":{"nvidia.com/gpu":"1"}}},
               {"name":"d","image":"i","resources":{"limits":{"nvidia.com/gpu":"1"}}}]}
            """));
        Assert.Contains("--gres=gpu:3", plan.Lines());
    }

    [Fact]
    public void A_device_that_has_no_name_in_Slurm_is_warned_of()
    {
        var plan = Plans.Plan(Plans.Pod("""{"resources":{"limits":{"example.com/dongle":"2","hugepages-2Mi":"4Mi"}}}"""));
        Assert.Equal(["--cpus-per-task=1"], plan.OwnLines());
        string warning = Assert.Single(plan.Warnings);
        Assert.Contains("2 of example.com/dongle", warning, StringComparison.Ordinal);
        Assert.Contains("Gres", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Legacy_resources_leave_devices_to_the_flavors_as_the_Go_plugin_does()
    {
        var plan = Plans.Plan(
            Plans.Pod("""{"resources":{"limits":{"nvidia.com/gpu":"1"}}}"""), Plans.Options with { LegacyResources = true });
        Assert.Equal(["--cpus-per-task=1", "--mem=1"], plan.OwnLines());
        Assert.Contains("nvidia.com/gpu", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", true, "", "--tmp=1025")]
    [InlineData("auto", false, "", null)]
    [InlineData("tmp", false, "", "--tmp=1025")]
    [InlineData("ignore", true, "", null)]
    [InlineData("auto", true, "--tmp=7G", "--tmp=7G")]
    public void Local_disk_is_asked_for_where_the_cluster_has_some(
        string kind, bool hasTmpDisk, string flags, string? expected)
    {
        var plan = Plans.Plan(
            Plans.Flags(flags, """{"resources":{"requests":{"ephemeral-storage":"1074000000"}}}"""),
            Plans.Options with { EphemeralStorage = Enum.Parse<EphemeralStorageKind>(kind, ignoreCase: true) },
            cluster: new ClusterTraits(hasTmpDisk));
        Assert.Equal(expected, plan.Lines().SingleOrDefault(line => line.StartsWith("--tmp", StringComparison.Ordinal)));
    }

    [Fact]
    public void Amounts_of_the_pod_beat_those_of_its_containers()
    {
        var plan = Plans.Plan(Plans.Pod(
            """{"resources":{"limits":{"cpu":"2","memory":"1Gi"}}}""",
            """{"resources":{"limits":{"cpu":"8"},"requests":{"memory":"512Mi"}}}"""));
        Assert.Equal(["--cpus-per-task=8", "--mem=512"], plan.OwnLines());
    }

    [Fact]
    public void A_priority_class_brings_its_flags_over_the_flavors_and_under_the_annotations()
    {
        var options = Flavors with
        {
            PriorityClasses = new Dictionary<string, IReadOnlyList<SbatchFlag>>
            {
                ["urgent"] = [new SbatchFlag("qos", "high"), new SbatchFlag("partition", "fast")],
            },
        };
        var request = Plans.Flags("--qos=mine");
        request["pod"]!["spec"]!["priorityClassName"] = "urgent";
        Assert.Equal(["--partition=fast", "--qos=mine", "--uid=2000", "--cpus-per-task=2", "--mem=8192"], Plans.Plan(request, options).OwnLines());

        request["pod"]!["spec"]!["priorityClassName"] = "other";
        Assert.Contains("priorityClassName", Assert.Single(Plans.Plan(request, options).Warnings), StringComparison.Ordinal);
        Assert.Empty(Plans.Plan(request, Flavors).Warnings);
    }

    [Fact]
    public void An_unknown_flavor_is_warned_of_and_the_default_taken()
    {
        var plan = Plans.Plan(Plans.Annotated(PodAnnotations.Flavor, "nope"), Flavors);
        Assert.Contains("--partition=normal", plan.Lines());
        Assert.Contains(PodAnnotations.Flavor, Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000L, null, 1000L)]
    [InlineData(0L, null, 0L)]
    [InlineData(null, "gpu1", 3000L)]
    [InlineData(null, null, 2000L)]
    public void The_user_is_the_pods_then_the_flavors_then_the_default(long? pod, string? flavor, long expected)
    {
        var request = Plans.Pod();
        if (pod is not null)
            request["pod"]!["spec"]!["securityContext"] = new JsonObject { ["runAsUser"] = pod };
        if (flavor is not null)
        {
            request["pod"]!["metadata"]!["annotations"] = new JsonObject
            {
                [PodAnnotations.Flavor] = flavor,
                [PodAnnotations.Flags] = "--uid=7",
            };
        }

        var plan = Plans.Plan(request, Flavors);
        Assert.Equal(expected, plan.RunAsUser);
        Assert.Contains($"--uid={expected}", plan.Lines());
        Assert.DoesNotContain("--uid=7", plan.Lines());
    }

    [Fact]
    public void A_negative_user_is_refused() => Plans.Refusal(Plans.Pod(spec: """{"securityContext":{"runAsUser":-5}}"""));

    [Theory]
    [InlineData("", 30, null, "--signal=B:INT@35")]
    [InlineData("", 0, null, "--signal=B:INT@5")]
    [InlineData("", 100_000, null, "--signal=B:INT@65535")]
    [InlineData("--signal=USR1@10", 30, null, "--signal=USR1@10")]
    [InlineData("-t 1:00:00", 30, null, "--signal=B:INT@35")]
    [InlineData("-t 1", 30, null, null)]
    [InlineData("-t 3", 30, null, null)]
    [InlineData("-t 4", 30, null, "--signal=B:INT@35")]
    [InlineData("-t UNLIMITED", 30, null, "--signal=B:INT@35")]
    [InlineData("", 30, 3600L, null)]
    [InlineData("-t 60", 30, 3600L, "--signal=B:INT@35")]
    public void Slurm_signals_podlet_before_a_limit_unless_that_would_cost_the_pod_its_time(
        string flags, int grace, long? deadline, string? expected)
    {
        var request = Plans.Flags(flags);
        request["pod"]!["spec"]!["terminationGracePeriodSeconds"] = grace;
        if (deadline is not null)
            request["pod"]!["spec"]!["activeDeadlineSeconds"] = deadline;
        string? signal = Plans.Plan(request).Lines().SingleOrDefault(line => line.StartsWith("--signal", StringComparison.Ordinal));
        Assert.Equal(expected, signal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("--signal=B:TERM@120", true)]
    [InlineData("--signal=RB:15", true)]
    [InlineData("--signal=b:sigterm@7", true)]
    [InlineData("--signal=TERM@120", false)]
    [InlineData("--signal=R:TERM@120", false)]
    [InlineData("--signal=B:USR1@120", false)]
    public void A_plan_says_whether_Slurms_warning_looks_like_its_end(string flags, bool expected) =>
        Assert.Equal(expected, Plans.Plan(Plans.Flags(flags)).Pod.WarnedByTerm);

    [Theory]
    [InlineData(null)]
    [InlineData(120)]
    public void A_plan_says_what_Slurm_leaves_a_job_that_it_ends(int? seconds)
    {
        var cluster = ClusterTraits.Unknown with { KillWait = seconds is { } known ? TimeSpan.FromSeconds(known) : null };
        Assert.Equal(seconds, Plans.Plan(Plans.Pod(), cluster: cluster).Pod.KillWaitSeconds);
    }

    [Theory]
    [InlineData(3600L, "", "--time=61")]
    [InlineData(25L, "", "--time=1")]
    [InlineData(long.MaxValue, "", "--time=35791395")]
    [InlineData(3600L, "-t 5", "-t 5")]
    public void A_deadline_asks_for_time_to_keep_it(long deadline, string flags, string expected)
    {
        var request = Plans.Flags(flags);
        request["pod"]!["spec"]!["activeDeadlineSeconds"] = deadline;
        var plan = Plans.Plan(request);
        Assert.Contains(expected, plan.Lines());
        Assert.Equal(deadline, plan.Pod.ActiveDeadlineSeconds);
    }
}
