using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Runtimes;

/// <summary>Real containers of Podman.</summary>
public sealed class PodmanTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PodmanFact]
    public void Values_mounts_folder_user_and_exit_code_are_the_plans()
    {
        string shared = Directory.CreateDirectory(folder.Of("a,b\"c d")).FullName;
        File.WriteAllText(Path.Combine(shared, "file"), "mounted\n");
        string value = "it's \"two\"\nlines $HOME `id` ; \\ é";
        folder.Write(Podman.Plan(Podman.Sh("main", """
            printf '%s|%s|%s\n' "$VALUE" "$HOME" "$LD_X"; cat "/in,side/file"; pwd; id -u; id -g
            (echo x > "/in,side/new") 2>/dev/null || echo read-only; exit 3
            """) with
        {
            Environment = [new("VALUE", value), new("HOME", "/my home"), new("LD_X", "y")],
            Mounts = [new MountPlan(shared, "/in,side", ReadOnly: true)],
            WorkingDirectory = "/tmp",
            Security = new ContainerSecurity { User = 1234, Group = 5678 },
        }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(3, podlet.WaitForExit());
        Assert.Equal($"{value}|/my home|y\nmounted\n/tmp\n1234\n5678\nread-only\n", folder.Log("main"));
        podlet.AssertNothingIsLeft();
    }

    [PodmanFact]
    public void A_root_file_system_is_read_only_where_the_pod_says_so()
    {
        const string Script = "(echo x > /file) 2>/dev/null && echo written || echo read-only";
        folder.Write(Podman.Plan(
            Podman.Sh("one", Script) with { Security = new ContainerSecurity { ReadOnlyRoot = true } }, Podman.Sh("two", Script)));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal(("read-only\n", "written\n"), (folder.Log("one"), folder.Log("two")));
    }

    [PodmanFact]
    public void A_pod_has_the_name_the_hosts_and_the_groups_it_asks_for()
    {
        ContainerPlan container = Podman.Sh("main", "hostname; tail -n 2 /etc/hosts; cat /etc/resolv.conf; id -G") with
        {
            Mounts = [new MountPlan(folder.Of("etc/hosts"), "/etc/hosts", false), new MountPlan(folder.Of("etc/resolv.conf"), "/etc/resolv.conf", false)],
            Security = new ContainerSecurity { User = 1234, Group = 5678, Groups = [4321] },
        };
        folder.Write(Podman.Plan(container) with
        {
            HostName = "ship",
            Hosts = ["127.0.1.1\tship", "192.0.2.7\tpier"],
            Resolver = new ResolverPlan(false, ["192.0.2.53"], [], []),
        });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal("ship\n127.0.1.1\tship\n192.0.2.7\tpier\nnameserver 192.0.2.53\n5678 4321\n", folder.Log("main"));
    }

    [PodmanFact]
    public void A_stop_reaches_the_container_and_what_ignores_it_is_removed()
    {
        PodPlan plan = Podman.Plan(
            Podman.Sh("kind", "trap 'echo asked; exit 5' TERM; echo ready; while :; do sleep 0.1; done"),
            Podman.Sh("deaf", "trap '' TERM; echo ready; while :; do sleep 0.1; done")) with { TerminationGracePeriodSeconds = 2 };
        folder.Write(plan);
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("kind", "ready");
        folder.WaitForLog("deaf", "ready");
        podlet.Signal("TERM");
        podlet.WaitForExit();
        Assert.Equal("ready\nasked\n", folder.Log("kind"));
        Assert.Equal(5, folder.Container("kind").State.Terminated!.ExitCode);
        Assert.Equal(137, folder.Container("deaf").State.Terminated!.ExitCode);
        Assert.DoesNotContain(plan.Uid, Podman.Names(), StringComparison.Ordinal);
    }

    [PodmanFact]
    public void A_killed_podlet_leaves_no_container()
    {
        PodPlan plan = Podman.Plan(Podman.Sh("main", "echo ready; sleep 1000"));
        folder.Write(plan);
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        podlet.Signal("KILL");
        podlet.WaitForExit();
        Eventually.True(
            () => !Podman.Names().Contains(plan.Uid, StringComparison.Ordinal), () => $"there are: {Podman.Names()}");
    }

    [PodmanFact]
    public void An_image_that_cannot_be_had_is_told()
    {
        folder.Write(Podman.Plan(Podman.Sh("main", "true") with { Image = "localhost/no/such:1", PullPolicy = PullPolicy.Never }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(125, podlet.WaitForExit());
        Assert.Equal(PodPhase.Failed, folder.Status.Phase);
        Assert.Contains("no/such", folder.Log("main"), StringComparison.Ordinal);
    }
}
