using Interlink.Podlet.Runtimes;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Runtimes;

public class SingularityRuntimeTests
{
    private static readonly RuntimePlan Runtime = new()
    {
        Kind = ContainerRuntime.Singularity,
        Command = ["timeout", "9", "singularity"],
        Options = ["--containall", "--nv"],
    };

    [Fact]
    public void A_container_with_a_command_is_an_exec()
    {
        ContainerPlan container = new() { Name = "c", Image = "docker://busybox", Command = ["sh", "-c"], Args = ["true"] };
        Assert.Equal(
            ["timeout", "9", "singularity", "exec", "--containall", "--nv", "docker://busybox", "sh", "-c", "true"],
            SingularityRuntime.ProgramOf(Runtime, container).Words);
    }

    [Fact]
    public void A_container_without_a_command_is_a_run()
    {
        ContainerPlan container = new() { Name = "c", Image = "/images/a.sif", Args = ["--flag"] };
        Assert.Equal(
            ["run", "--containall", "--nv", "/images/a.sif", "--flag"],
            SingularityRuntime.ProgramOf(Runtime, container).Words.Skip(3));
    }

    [Fact]
    public void The_options_of_the_pod_come_after_those_of_the_plan()
    {
        ContainerPlan container = new()
        {
            Name = "c",
            Image = "i",
            Command = ["true"],
            WorkingDirectory = "/work dir",
            Mounts = [new MountPlan("/a b", "/c", ReadOnly: true), new MountPlan("/d", "/e", ReadOnly: false)],
            RuntimeOptions = ["--fakeroot"],
        };
        Assert.Equal(
            ["exec", "--containall", "--nv", "--pwd", "/work dir", "--bind", "/a b:/c:ro", "--bind", "/d:/e", "--fakeroot", "i", "true"],
            SingularityRuntime.ProgramOf(Runtime, container).Words.Skip(3));
    }

    [Theory]
    [InlineData("/a:b", "/c", false, "type=bind,source=/a:b,destination=/c")]
    [InlineData("/a", "/c,d", true, "type=bind,source=/a,\"destination=/c,d\",ro")]
    [InlineData("/a:\"b\"", "/c", true, "type=bind,\"source=/a:\"\"b\"\"\",destination=/c,ro")]
    public void A_path_that_bind_would_tear_apart_is_a_mount(string source, string target, bool readOnly, string fields) =>
        Assert.Equal(["--mount", fields], SingularityMount.Words(new MountPlan(source, target, readOnly)));

    [Theory]
    [InlineData("$x", true)]
    [InlineData("`x`", true)]
    [InlineData("a\\b", true)]
    [InlineData("say \"x\"", true)]
    [InlineData("it's; plain & simple", false)]
    public void What_a_shell_would_change_is_kept_from_it(string text, bool kept)
    {
        ContainerPlan plain = new() { Name = "c", Image = "i", Command = ["true"] };
        ContainerPlan[] containers =
        [
            plain with { Command = [text] },
            plain with { Args = [text] },
            plain with { Environment = [new EnvironmentVariable("A", text)] },
        ];
        foreach (ContainerPlan container in containers)
            Assert.Equal(kept, SingularityRuntime.ProgramOf(Runtime, container).Words.Contains("--no-eval"));
    }

    [Fact]
    public void The_option_is_not_given_twice()
    {
        RuntimePlan runtime = Runtime with { Options = ["--no-eval"] };
        ContainerPlan container = new() { Name = "c", Image = "i", Command = ["$x"] };
        Assert.Single(SingularityRuntime.ProgramOf(runtime, container).Words, "--no-eval");
    }

    [Fact]
    public void A_name_that_is_none_in_a_shell_goes_without_prefix_so_that_the_others_arrive()
    {
        EnvironmentVariable[] variables = [new("my.var", "1"), new("BASH_FUNC_exec%%", "() { id; }"), new("GOOD", "2")];
        ContainerPlan container = new() { Name = "c", Image = "i", Environment = variables };
        Assert.Equal(
            ["my.var", "APPTAINERENV_GOOD", "SINGULARITYENV_GOOD"],
            SingularityRuntime.ProgramOf(Runtime, container).Environment.Select(variable => variable.Name));
    }
}
