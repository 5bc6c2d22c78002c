using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

public sealed class AdmissionTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("job")]
    public void Another_job_for_the_same_pod_touches_nothing(string command)
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo run; exit 3")));
        using PodletProcess first = new([command, folder.Path], Job("7"));
        first.WaitForExit();
        string status = folder.Text(JobFolderFiles.Status);
        using PodletProcess second = new([command, folder.Path], Job("8"));
        Assert.Equal(75, second.WaitForExit());
        Assert.Contains("belongs to job 7", second.Error, StringComparison.Ordinal);
        Assert.Equal(status, folder.Text(JobFolderFiles.Status));
        Assert.Equal("run\n", folder.Log("main"));
    }

    [Theory]
    [InlineData("7")]
    [InlineData(null)]
    public void The_same_job_started_again_gives_the_recorded_exit_code(string? job)
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo run; exit 3"))).WritePrefix("echo prefix; PODLET_RUN");
        using PodletProcess first = folder.Job(Job(job));
        Assert.Equal(3, first.WaitForExit());
        using PodletProcess second = folder.Job(Job(job));
        Assert.Equal(3, second.WaitForExit());
        Assert.Equal("", second.Output);
        Assert.Equal("run\n", folder.Log("main"));
    }

    [Fact]
    public void A_requeued_job_starts_afresh_in_the_same_log()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo run; [ \"$SLURM_RESTART_COUNT\" = 1 ] && exit 0; exit 3"), Plan.Sh("other", "exit 1")));
        using PodletProcess first = folder.Run(Job("7"));
        Assert.Equal(3, first.WaitForExit());
        using PodletProcess second = folder.Run(Job("7", restarts: 1));
        Assert.Equal(1, second.WaitForExit());
        Assert.Equal((1, "0", "7"), (folder.Status.JobRestarts, folder.ExitCode("main"), folder.Status.JobId));
        Assert.Equal("run\nrun\n", folder.Log("main"));
        Assert.Equal(2 * LogRuns.RecordSize, new FileInfo(folder.Of(JobFolderFiles.LogRuns("main", init: false))).Length);
    }

    [Fact]
    public void The_exit_codes_of_the_run_before_are_gone_while_the_new_one_runs()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "[ -z \"$SLURM_RESTART_COUNT\" ] && exit 3; echo again; sleep 1000")));
        using PodletProcess first = folder.Run(Job("7"));
        first.WaitForExit();
        using PodletProcess second = folder.Run(Job("7", restarts: 1));
        folder.WaitForLog("main", "again");
        Assert.False(folder.Has(JobFolderFiles.ExitCode("main", init: false)));
        Assert.False(folder.Has(JobFolderFiles.FinishedAt));
        second.Signal("TERM");
        Assert.Equal(143, second.WaitForExit());
    }

    [Fact]
    public void A_pod_whose_podlet_was_killed_starts_afresh()
    {
        folder.Write(Plan.Of(Plan.Sh("main", $"echo run; [ -e {folder.Of("go")} ] || sleep 1000")));
        using PodletProcess first = folder.Run(Job("7"));
        folder.WaitForLog("main", "run");
        first.Signal("KILL");
        first.AssertNothingIsLeft();
        File.WriteAllText(folder.Of("go"), "");
        using PodletProcess second = folder.Run(Job("7"));
        Assert.Equal(0, second.WaitForExit());
        Assert.Equal(PodPhase.Succeeded, folder.Status.Phase);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("job")]
    public void Two_podlets_never_share_a_folder(string command)
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo run; sleep 1000")));
        using PodletProcess first = new([command, folder.Path]);
        folder.WaitForLog("main", "run");
        folder.WaitForStatus(written => written.Phase == PodPhase.Running, "running");
        string status = folder.Text(JobFolderFiles.Status);
        using PodletProcess second = new([command, folder.Path]);
        Assert.Equal(75, second.WaitForExit());
        Assert.Contains("another podlet has the job folder", second.Error, StringComparison.Ordinal);
        Assert.Equal(status, folder.Text(JobFolderFiles.Status));
        first.Signal("TERM");
        Assert.Equal(143, first.WaitForExit());
        Assert.Equal("run\n", folder.Log("main"));
    }

    [Fact]
    public void A_status_that_is_no_status_does_not_stop_the_pod()
    {
        File.WriteAllText(folder.Of(JobFolderFiles.Status), "{");
        folder.Write(Plan.Of(Plan.Sh("main", "exit 2")) with { RestartPolicy = RestartPolicy.Never });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(2, podlet.WaitForExit());
        Assert.Contains("is ignored", podlet.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Job(string? id, int restarts = 0)
    {
        Dictionary<string, string> environment = [];
        if (id is not null)
            environment["SLURM_JOB_ID"] = id;
        if (restarts > 0)
            environment["SLURM_RESTART_COUNT"] = restarts.ToString();
        return environment;
    }
}
