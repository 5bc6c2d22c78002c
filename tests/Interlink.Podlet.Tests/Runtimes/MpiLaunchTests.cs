using Interlink.Podlet.Tests.Programs;

namespace Interlink.Podlet.Tests.Runtimes;

public sealed class MpiLaunchTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("3", "3")]
    [InlineData(null, "1")]
    [InlineData("many", "1")]
    public void Mpiexec_is_given_the_jobs_tasks_the_flags_and_the_container(string? tasks, string expected)
    {
        string bin = Directory.CreateDirectory(folder.Of("bin")).FullName;
        string mpiexec = Path.Combine(bin, "mpiexec");
        File.WriteAllText(mpiexec, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        File.SetUnixFileMode(mpiexec, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write(Plan.Of(Plan.Sh("main", "exit 9") with { MpiFlags = ["--map-by", "two words"] }));
        Dictionary<string, string> environment = new() { ["PATH"] = bin + ":/usr/bin:/bin" };
        if (tasks is not null)
            environment["SLURM_NTASKS"] = tasks;

        using PodletProcess podlet = folder.Run(environment);

        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal($"<-np><{expected}><--map-by><two words></bin/sh><-c><exit 9>", folder.Log("main"));
    }

    [Fact]
    public void A_stop_goes_to_mpiexec_which_passes_it_on()
    {
        string bin = Directory.CreateDirectory(folder.Of("bin")).FullName;
        string mpiexec = Path.Combine(bin, "mpiexec");
        File.WriteAllText(mpiexec, "#!/bin/sh\ntrap 'echo passed on; exit 5' TERM\nsleep 60 & wait\n");
        File.SetUnixFileMode(mpiexec, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write(Plan.Of(Plan.Sh("main", "true") with { MpiFlags = [] }));
        using PodletProcess podlet = folder.Run(new Dictionary<string, string> { ["PATH"] = bin + ":/usr/bin:/bin" });
        folder.WaitForStatus(status => status.Containers[0].State.Running is not null, "running");
        podlet.Signal("TERM");
        Assert.Equal(5, podlet.WaitForExit());
        Assert.Equal("passed on\n", folder.Log("main"));
    }
}
