using Interlink.Slurm.Executing;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Executing;

public class ExecCommandLineTests
{
    private const string Step = "--overlap --nodes=1 --ntasks=1 --relative=0 --chdir=/ --mpi=none --quiet";

    private static readonly ExecTarget Main = new(new JobId("12"), "/jobs/.bin/podlet-1", "/jobs/default-u1", "main", []);

    [Fact]
    public void On_this_machine_podlet_joins_the_container_itself() => Assert.Equal(
        ["/jobs/.bin/podlet-1", "exec", "/jobs/default-u1", "main", "-i", "--", "sh", "-c", "a b"],
        ExecCommandLine.Here(Main, new ExecRequest(Input: true, Terminal: false, ["sh", "-c", "a b"])));

    [Theory]
    [InlineData(false, false, true, "--disable-status --input=none", "")]
    [InlineData(true, false, true, "--disable-status", "-i ")]
    [InlineData(false, true, true, "--disable-status --input=none", "-t ")]
    [InlineData(true, true, false, "--disable-status", "-i -t ")]
    [InlineData(true, true, true, "--pty", "-i -t ")]
    public void In_a_job_it_is_a_step_beside_the_others(bool input, bool terminal, bool fromTerminal, string more, string options) => Assert.Equal(
        $"srun --jobid=12 {Step} {more} /jobs/.bin/podlet-1 exec /jobs/default-u1 main {options}-- id -u",
        string.Join(' ', ExecCommandLine.InJob(["srun"], Main, new ExecRequest(input, terminal, ["id", "-u"]), fromTerminal)));

    [Fact]
    public void The_words_of_the_command_come_first_and_the_jobs_cluster_is_named() => Assert.StartsWith(
        "ssh login /opt/srun -M far --jobid=7 ",
        string.Join(' ', ExecCommandLine.InJob(
            ["ssh", "login", "/opt/srun"], Main with { Job = new JobId("7", "far") }, new ExecRequest(false, false, ["id"]), fromTerminal: false)),
        StringComparison.Ordinal);
}
