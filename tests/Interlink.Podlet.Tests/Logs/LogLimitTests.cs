using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;

namespace Interlink.Podlet.Tests.Logs;

public sealed class LogLimitTests : IDisposable
{
    private const int Limit = 256 * 1024;
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_log_beyond_its_limit_keeps_its_end_and_gives_its_disk_back()
    {
        // Twenty times the limit, slowly enough to be looked at in between.
        folder.Write(Plan.Of(Plan.Bash("main", "for i in $(seq 20); do seq 1 40000; sleep 0.1; done; echo the end")) with { LogLimitBytes = Limit });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());

        string log = folder.Of(JobFolderFiles.Log("main", init: false));
        Assert.True(new FileInfo(log).Length > 10 * Limit);
        long onDisk = long.Parse(Shell.Run($"stat -c '%b' '{log}'").Trim()) * 512;
        Assert.InRange(onDisk, Limit - 8192, 3 * Limit);
        byte[] content = File.ReadAllBytes(log);
        Assert.EndsWith("39999\n40000\nthe end\n", System.Text.Encoding.ASCII.GetString(content[^200..]), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)0, content[^(Limit - 4096)..]);
    }

    [Fact]
    public void Without_a_limit_everything_stays()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "seq 1 100000; sleep 0.2; seq 1 100000")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.StartsWith("1\n2\n", folder.Log("main"), StringComparison.Ordinal);
    }
}
