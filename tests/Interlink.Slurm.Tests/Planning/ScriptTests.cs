using System.Text.Json.Nodes;
using Interlink.Planning;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

public sealed class ScriptTests : IDisposable
{
    private const string Mesh = "\nexport TMPDIR=/tmp/x\ncat <<'EOFMESH' > $TMPDIR/mesh.sh\n#!/bin/bash\necho \"mesh $1\"\nexec "
        + "\"$@\"\nEOFMESH\n"
        + "chmod +x $TMPDIR/mesh.sh\n$TMPDIR/mesh.sh";

    private readonly Shell shell = new();

    // Programs beside the fake podlet are found before the real ones.
    private (string, string) FakesFirst => ("PATH", $"{shell.At("")}:{Environment.GetEnvironmentVariable("PATH")}");

    public void Dispose() => shell.Dispose();

    private JobPlan Plan(JsonObject request, SlurmOptions? options = null) => Plans.Plan(request, options, shell.Folder, shell.Podlet);

    [Fact]
    public void The_batch_script_puts_podlet_in_the_shells_place()
    {
        var plan = Plan(Plans.Pod());
        var (code, output) = shell.Bash(plan.BatchScript, ("PODLET_EXIT", "7"));
        Assert.True(code == 7, output);
        Assert.Equal(["job", shell.Folder], shell.Arguments);
        Assert.Null(plan.Prefix);
    }

    [Fact]
    public void A_batch_script_begins_with_the_shell_the_name_and_the_output()
    {
        var plan = Plans.Plan(Plans.Pod(), Plans.Options with { BashPath = "/opt/bash" }, "/a%b/default-u1");
        Assert.StartsWith(
            "#!/opt/bash\n#SBATCH --job-name=u1\n#SBATCH --output=/a%%b/default-u1/job.out\n", plan.BatchScript, StringComparison.Ordinal);
        Assert.EndsWith("\n\nexec /jobs/.bin/podlet-1 job /a%b/default-u1\n", plan.BatchScript, StringComparison.Ordinal);
        Assert.Contains("-J mine", Plans.Plan(Plans.Flags("-J mine")).Lines());
        Assert.DoesNotContain("--job-name=u1", Plans.Plan(Plans.Flags("-J mine")).Lines());
    }

    [Fact]
    public void The_prefix_runs_everything_in_order_and_then_the_pod()
    {
        var request = Plans.Annotated(PodAnnotations.PreExec, "echo pre $POD_IP\r\necho second \\\r\n");
        request["pod"]!["metadata"]!["annotations"]![PodAnnotations.PodIp] = "10.0.0.9";
        request["pod"]!["metadata"]!["annotations"]![PodAnnotations.WstunnelCommands] = "echo tunnel &\nwait";
        var plan = Plan(request, Plans.Options with { CommandPrefix = "echo module" });
        Assert.DoesNotContain('\r', plan.Prefix!);
        var (code, output) = shell.Bash(plan.Prefix!, ("PODLET_EXIT", "3"));
        Assert.Equal((3, "module\ntunnel\npre 10.0.0.9\nsecond\n"), (code, output));
        Assert.Equal(["run", shell.Folder], shell.Arguments);
    }

    [Fact]
    public void A_trap_of_the_pre_exec_runs_after_the_pod()
    {
        var plan = Plan(Plans.Annotated(PodAnnotations.PreExec, "trap 'echo bye' EXIT"));
        Assert.Equal((4, "bye\n"), shell.Bash(plan.Prefix!, ("PODLET_EXIT", "4")));
    }

    [Fact]
    public void A_mesh_pod_starts_through_its_mesh_script()
    {
        var plan = Plan(Plans.Annotated(PodAnnotations.PreExec, Mesh));
        var file = Assert.Single(plan.Files);
        Assert.Equal(("mesh.sh", Private.Script), (file.RelativePath, file.Mode));
        Assert.DoesNotContain("EOFMESH", plan.Prefix, StringComparison.Ordinal);
        Assert.DoesNotContain("$TMPDIR/mesh.sh", plan.Prefix, StringComparison.Ordinal);
        Shell.Script(Path.Combine(shell.Folder, "mesh.sh"), plan.Text("mesh.sh"));
        Assert.Equal((5, $"mesh {shell.Podlet}\n"), shell.Bash(plan.Prefix!, ("PODLET_EXIT", "5")));
        Assert.Equal(["run", shell.Folder], shell.Arguments);
    }

    [Fact]
    public void A_mesh_script_without_an_end_is_refused() =>
        Plans.Refusal(Plans.Annotated(PodAnnotations.PreExec, "cat <<'EOFMESH' > $TMPDIR/mesh.sh\necho"));

    [Fact]
    public void Another_heredoc_stays_where_it_is()
    {
        var plan = Plan(Plans.Annotated(PodAnnotations.PreExec, "cat <<'EOF'\nEOFMESH $x\nEOF"));
        Assert.Equal((0, "EOFMESH $x\n"), shell.Bash(plan.Prefix!));
    }

    [Fact]
    public void Tsocks_opens_a_tunnel_around_the_pod_and_closes_it()
    {
        Shell.Script(shell.At("ssh"), "#!/bin/sh\necho \"ssh $*\" | sed 's/ [0-9.:]* -o/ PORT -o/; s,/[^ ]*/ssh,SOCKET,'\n");
        var plan = Plan(
            Plans.Annotated(PodAnnotations.PreExec, "set -e\ncat \"$TSOCKS_CONF_FILE\" | grep -v port\nLD_PRELOAD= env | grep "
                + "^LD_PRELOAD || true"),
            Plans.Options with { Tsocks = new TsocksOptions("/no/such lib.so", "login01") });
        var (code, output) = shell.Bash(plan.Prefix!, FakesFirst, ("PODLET_EXIT", "6"));
        string[] lines = [.. output.Split('\n').Where(line => !line.StartsWith("ERROR: ld.so", StringComparison.Ordinal))];
        Assert.Equal(6, code);
        Assert.Equal(
            [
                "ssh -f -N -M -S SOCKET -D PORT -o BatchMode=yes -o ExitOnForwardFailure=yes login01",
                "local = 10.0.0.0/255.0.0.0",
                "server = 127.0.0.1",
                "LD_PRELOAD=",
                "ssh -S SOCKET -O exit login01",
                "",
            ],
            lines);
        Assert.Equal(["run", shell.Folder], shell.Arguments);
    }

    [Fact]
    public void Without_a_tunnel_the_pod_is_not_started()
    {
        Shell.Script(shell.At("ssh"), "#!/bin/sh\nexit 255\n");
        var plan = Plan(Plans.Pod(), Plans.Options with { Tsocks = new TsocksOptions("/lib.so", "login01") });
        var (code, output) = shell.Bash(plan.Prefix!, FakesFirst);
        Assert.Equal(1, code);
        Assert.Contains("login01", output, StringComparison.Ordinal);
        Assert.Empty(shell.Arguments);
    }

    [ShellCheckFact]
    public void The_sidecars_own_shell_text_passes_shellcheck()
    {
        // Paths without a dollar sign: shellcheck wonders about those between single quotes.
        var plan = Plans.Plan(
            Plans.Annotated(PodAnnotations.PodIp, "10.0.0.9"), Plans.Options with { Tsocks = new TsocksOptions("/a'b.so", "login01") });
        File.WriteAllText(shell.At("checked"), "#!/bin/bash\n" + plan.Prefix);
        var (code, output) = shell.Run("shellcheck", [shell.At("checked")]);
        Assert.True(code == 0, output);
        File.WriteAllText(shell.At("checked"), plan.BatchScript);
        (code, output) = shell.Run("shellcheck", [shell.At("checked")]);
        Assert.True(code == 0, output);
    }
}
