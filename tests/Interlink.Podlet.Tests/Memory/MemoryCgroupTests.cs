using Interlink.Podlet.Memory;

namespace Interlink.Podlet.Tests.Memory;

public class MemoryCgroupTests
{
    private const string Hybrid = """
        24 22 0:21 / /sys rw,nosuid - sysfs sysfs rw
        31 24 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
        32 31 0:28 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
        33 31 0:29 / /sys/fs/cgroup/memory rw shared:10 - cgroup cgroup rw,memory
        40 31 0:36 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate
        """;

    private const string Unified = """
        24 22 0:21 / /sys rw,nosuid - sysfs sysfs rw
        31 24 0:27 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
        """;

    private const string Container = """
        800 790 0:29 /docker/0af /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
        """;

    private const string Blank = """
        33 31 0:29 / /odd\040place/cg rw - cgroup cgroup rw,memory
        """;

    [Theory]
    // Slurm's own hierarchy in v1; the v2 line of a hybrid machine has no memory controller.
    [InlineData("4:memory:/slurm_n1/uid_0/job_12/step_batch/task_0\n1:cpu,cpuacct:/\n0::/system.slice", Hybrid,
        "/sys/fs/cgroup/memory/slurm_n1/uid_0/job_12/step_batch/task_0", "/sys/fs/cgroup/memory/slurm_n1/uid_0/job_12")]
    [InlineData("0::/system.slice\n4:memory:/\n", Hybrid, "/sys/fs/cgroup/memory", "/sys/fs/cgroup/memory")]
    [InlineData("0::/system.slice/slurmstepd.scope/job_7/step_batch/user/task_0\n", Unified,
        "/sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/step_batch/user/task_0",
        "/sys/fs/cgroup/system.slice/slurmstepd.scope/job_7")]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope\n", Unified,
        "/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope", "/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope")]
    [InlineData("0::/\n", Unified, "/sys/fs/cgroup", "/sys/fs/cgroup")]
    // A container sees its own part of the hierarchy, and its path from the machine's root.
    [InlineData("4:memory:/docker/0af/inner\n", Container, "/sys/fs/cgroup/memory/inner", "/sys/fs/cgroup/memory/inner")]
    [InlineData("4:memory:/docker/0af\n", Container, "/sys/fs/cgroup/memory", "/sys/fs/cgroup/memory")]
    [InlineData("4:memory:/a\n", Blank, "/odd place/cg/a", "/odd place/cg/a")]
    public void The_group_and_that_of_the_job_are_found(string membership, string mounts, string own, string ofJob)
    {
        MemoryCgroup? group = MemoryCgroup.Find(membership, mounts);
        Assert.Equal((own, ofJob), (group?.Folder, group?.OfJob().Folder));
    }

    [Theory]
    [InlineData("", Unified)]
    [InlineData("0::/\n", "")]
    [InlineData("nonsense\n::\n", "more nonsense - \n - -\n")]
    [InlineData("4:memory:/elsewhere\n", Container)]
    [InlineData("0::/../sibling\n", Unified)]
    public void What_is_hidden_or_not_there_is_not_guessed(string membership, string mounts) =>
        Assert.Null(MemoryCgroup.Find(membership, mounts));

    [Theory]
    [InlineData("low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 0\n", 2L)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\noom_kill 5\n", 5L)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\n", null)]
    [InlineData("oom_kill many\n", null)]
    public void Kills_are_counted_by_either_version_of_the_kernels_files(string events, long? count) =>
        Assert.Equal(count, OomKills.Parse(events));

    [Fact]
    public void One_kill_explains_one_end_and_only_of_a_container_it_fell_into()
    {
        OomLedger ledger = new();
        ledger.Begin(0, 4);
        ledger.Begin(1, 4);
        Assert.False(ledger.Claim(0, 4));
        Assert.True(ledger.Claim(0, 5));
        Assert.False(ledger.Claim(1, 5));
        Assert.True(ledger.Claim(1, 6));
        ledger.Begin(0, 6);
        Assert.False(ledger.Claim(0, 6));
        Assert.False(ledger.Claim(2, 9));
    }
}
