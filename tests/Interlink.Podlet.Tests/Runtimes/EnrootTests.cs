using Interlink.Podlet.Runtimes;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Runtimes;

/// <summary>The steps of enroot, against a stand-in that notes what it is asked for.</summary>
public sealed class EnrootTests : IDisposable
{
    private readonly PodFolder folder = new();
    private readonly string image = $"docker://registry.test/{Guid.NewGuid():N}";

    public EnrootTests()
    {
        File.WriteAllText(Enroot, $$"""
            #!/bin/bash
            echo "$*" >> '{{Calls}}'
            case $1 in
              import) sleep 0.3; echo chatter; : > "$3" ;;
              start)
                while [[ $2 == -* ]]; do
                  case $2 in --env | --mount) shift 2 ;; *) shift ;; esac
                done
                shift 2
                exec "$@" ;;
            esac
            """);
        File.SetUnixFileMode(Enroot, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Enroot => folder.Of("enroot");

    private string Calls => folder.Of("calls");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("docker://busybox", "docker://busybox")]
    [InlineData("docker://a/b:1", "docker://a/b:1")]
    [InlineData("docker://ghcr.io/a/b:1", "docker://ghcr.io#a/b:1")]
    [InlineData("docker://localhost:5000/b", "docker://localhost:5000#b")]
    [InlineData("docker://localhost/b", "docker://localhost#b")]
    [InlineData("docker://ghcr.io#a/b", "docker://ghcr.io#a/b")]
    [InlineData("dockerd://x.y/b", "dockerd://x.y/b")]
    public void A_registry_is_separated_as_enroot_wants_it(string image, string uri) => Assert.Equal(uri, EnrootRuntime.ImageUri(image));

    [Fact]
    public void An_image_is_fetched_once_unpacked_for_each_container_and_removed()
    {
        PodPlan plan = Plan(Container("one", "echo \"$VALUE\"; exit 2"), Container("two", "echo two"));
        folder.Write(plan);
        using PodletProcess podlet = folder.Run();
        Assert.Equal(2, podlet.WaitForExit());

        Assert.Equal(("a b\nc\n", "two\n"), (folder.Log("one"), folder.Log("two")));
        string[] calls = File.ReadAllLines(Calls);
        Assert.Single(calls, call => call.StartsWith("import --output /tmp/interlink-enroot-", StringComparison.Ordinal));
        foreach (string name in new[] { "one", "two" })
        {
            string container = $"interlink-{plan.Uid}-{name}";
            Assert.Single(calls, call => call.StartsWith($"create --force --name {container} /tmp/", StringComparison.Ordinal));
            Assert.Single(calls, $"start --rw --env VALUE --mount /tmp:/host:none:x-create=auto,bind,ro {container} /bin/sh -c {(name == "one" ? "echo \"$VALUE\"; exit 2" : "echo two")}");
            Assert.Equal($"remove --force {container}", calls.Last(call => call.EndsWith(container, StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(calls, call => call.Contains("a b", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_import_fails_the_container_and_the_next_one_tries_again()
    {
        File.WriteAllText(Enroot, File.ReadAllText(Enroot).Replace("sleep 0.3;", "echo no network; exit 7;", StringComparison.Ordinal));
        folder.Write(Plan(Container("main", "true")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(128, podlet.WaitForExit());
        Assert.Contains("exit code 7", folder.Log("main"), StringComparison.Ordinal);
        Assert.Contains("no network", folder.Text("enroot-main.out"), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(Calls).Length + 1);
    }

    [Fact]
    public void A_read_only_root_takes_the_writable_option_away()
    {
        PodPlan plan = Plan(Container("main", "true") with { Security = new ContainerSecurity { ReadOnlyRoot = true } });
        Assert.DoesNotContain("--rw", EnrootRuntime.Start(plan, plan.Containers[0]));
        Assert.Contains("--rw", EnrootRuntime.Start(plan, plan.Containers[0] with { Security = null }));
    }

    [Theory]
    [InlineData("BASH_ENV", true)]
    [InlineData("BASH_FUNC_enroot%%", true)]
    [InlineData("LD_PRELOAD", true)]
    [InlineData("PATH", true)]
    [InlineData("ENROOT_ROOTFS_WRITABLE", true)]
    [InlineData("OMPI_MCA_plm_rsh_agent", true)]
    [InlineData("DOCKER_HOST", true)]
    [InlineData("DOCKER_PASSWORD", false)]
    [InlineData("GOOGLE_API_KEY", false)]
    [InlineData("REGISTRY_PASSWORD", false)]
    [InlineData("NVIDIA_API_KEY", false)]
    [InlineData("PASSWORD", false)]
    public void What_a_client_would_take_for_itself_is_on_the_command_line_alone(string name, bool taken)
    {
        ContainerPlan container = Container("main", "true") with { Environment = [new(name, "v")] };
        foreach (ContainerRuntime kind in new[] { ContainerRuntime.Enroot, ContainerRuntime.Podman, ContainerRuntime.Docker })
        {
            PodPlan plan = Plan(container) with { Runtime = new RuntimePlan { Kind = kind, Command = [Enroot] } };
            ContainerProgram program = ContainerProgram.Of(plan, container, folder.Path);
            Assert.Equal(!taken, program.Environment.Any(variable => variable.Name == name));
            IReadOnlyList<string> words = kind == ContainerRuntime.Enroot ? EnrootRuntime.Start(plan, container) : program.Words;
            Assert.Contains(taken ? name + "=v" : name, words);
        }
    }

    private PodPlan Plan(params ContainerPlan[] containers) => Programs.Plan.Of(containers) with
    {
        Uid = Guid.NewGuid().ToString(),
        Runtime = new RuntimePlan { Kind = ContainerRuntime.Enroot, Command = [Enroot], Options = ["--rw"] },
    };

    private ContainerPlan Container(string name, string script) => new()
    {
        Name = name,
        Image = image,
        Command = ["/bin/sh", "-c", script],
        Environment = [new("VALUE", "a b\nc")],
        Mounts = [new MountPlan("/tmp", "/host", ReadOnly: true)],
    };
}
