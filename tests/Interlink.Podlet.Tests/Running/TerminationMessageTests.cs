using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

public sealed class TerminationMessageTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_container_leaves_its_last_words_in_a_file_4096_bytes_of_them()
    {
        string file = folder.Of("termination/main");
        folder.Write(Plan.Of(
            Plan.Sh("main", $"printf 'out of %s\\n' sugar > {file}; exit 3") with { TerminationMessage = new(file, FromLog: false) },
            Plan.Sh("long", $"head -c 9999 /dev/zero | tr '\\0' x > {folder.Of("termination/long")}") with
            {
                TerminationMessage = new(folder.Of("termination/long"), FromLog: true),
            }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(3, podlet.WaitForExit());
        Assert.Equal("out of sugar\n", Ended("main").Message);
        Assert.Equal(new string('x', 4096), Ended("long").Message);
    }

    [Theory]
    [InlineData("seq 1 200; exit 2", true, "121\n")]
    [InlineData("echo only; exit 2", true, "only\n")]
    [InlineData("seq 1 200; exit 2", false, null)]
    [InlineData("seq 1 200", true, null)]
    [InlineData("exit 2", true, null)]
    public void The_end_of_the_log_counts_for_a_container_that_failed_without_a_word(string script, bool fromLog, string? begins)
    {
        folder.Write(Plan.Of(Plan.Sh("main", script) with { TerminationMessage = new(folder.Of("termination/main"), fromLog) }));
        using PodletProcess podlet = folder.Run();
        podlet.WaitForExit();
        if (begins is null)
            Assert.Null(Ended("main").Message);
        else
            Assert.StartsWith(begins, Ended("main").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_run_has_its_own_words()
    {
        string file = folder.Of("termination/main");
        PodPlan plan = Plan.Of(Plan.Sh("main", $"test -e {folder.Of("again")} && exit 0; touch {folder.Of("again")}; echo first > {file}; exit 1") with
        {
            TerminationMessage = new(file, FromLog: true),
        });
        folder.Write(plan with { RestartPolicy = RestartPolicy.OnFailure });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        ContainerStatus status = folder.Container("main");
        Assert.Equal(("first\n", null), (status.LastState.Terminated!.Message, status.State.Terminated!.Message));
    }

    private TerminatedState Ended(string container) => folder.Container(container).State.Terminated!;
}
