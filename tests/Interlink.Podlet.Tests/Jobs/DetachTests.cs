using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Jobs;

public sealed class DetachTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_detached_job_outlives_who_started_it()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo run; sleep 1; exit 3")))
            .WritePrefix("echo from the prefix; echo and its errors >&2; PODLET_RUN");
        using PodletProcess podlet = new(["job", folder.Path, "--detach"]);
        Assert.Equal(0, podlet.WaitForExit());
        Assert.NotEmpty(podlet.Started());
        folder.WaitForStatus(status => status.Phase == PodPhase.Failed, "failed");
        Assert.Equal(3, folder.Status.ExitCode);
        Assert.Equal("from the prefix\nand its errors\n", folder.Text(JobFolderFiles.BatchOutput));
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void Once_it_has_returned_the_folder_is_taken()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "sleep 1000")));
        using PodletProcess first = new(["job", folder.Path, "--detach"]);
        Assert.Equal(0, first.WaitForExit());
        using PodletProcess second = new(["job", folder.Path, "--detach"]);
        Assert.Equal(75, second.WaitForExit());
        Assert.Contains("another podlet has the job folder", second.Error, StringComparison.Ordinal);
        using PodletProcess third = folder.Job();
        Assert.Equal(75, third.WaitForExit());
    }

    [Fact]
    public void It_is_in_a_session_of_its_own_and_keeps_the_environment()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo \"$GREETING\"")));
        Dictionary<string, string> environment = new() { ["GREETING"] = "grüß\ngott" };
        using PodletProcess podlet = new(["job", folder.Path, "--detach"], environment);
        Assert.Equal(0, podlet.WaitForExit());
        folder.WaitForStatus(status => status.Phase == PodPhase.Succeeded, "succeeded");
        Assert.Equal("grüß\ngott\n", folder.Log("main"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using PodletProcess podlet = new(["job", "/nowhere/folder", "--detach"]);
        Assert.Equal(78, podlet.WaitForExit());
        Assert.Contains("/nowhere/folder does not exist", podlet.Error, StringComparison.Ordinal);
    }
}
