using System.Diagnostics;
using System.Text;
using Interlink.Protocol.Wire;
using Xunit.Abstractions;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

[Collection(nameof(AloneOnTheMachine))]
public sealed class ContainerLogSizeTests(ITestOutputHelper report) : IDisposable
{
    private const int LineLength = 80;
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, 1_000_000L)]
    public async Task A_log_of_300_MB_is_sent_in_constant_memory(bool timestamps, long? tail)
    {
        const int Megabytes = 300;
        WriteLines(Megabytes);
        var request = All with { Timestamps = timestamps, TailLines = tail };
        await SendAsync(request with { LimitBytes = 1_000_000 });
        using var process = Process.GetCurrentProcess();
        long residentBefore = process.WorkingSet64;
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        long sent = await SendAsync(request);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        process.Refresh();
        long grown = process.WorkingSet64 - residentBefore;
        report.WriteLine($"sent {sent:N0} bytes, allocated {allocated:N0}, resident grew by {grown:N0}");
        long lines = tail ?? Megabytes * 1_000_000L / LineLength;
        Assert.Equal(lines * (LineLength + (timestamps ? 31 : 0)), sent);
        Assert.InRange(allocated, 0, 10_000_000);
        Assert.InRange(grown, long.MinValue, 10_000_000);
    }

    private async Task<long> SendAsync(LogRequest request)
    {
        using var output = new CountingStream();
        await using var log = scene.Open(request);
        await log.CopyToAsync(output, CancellationToken.None);
        return output.Count;
    }

    private void WriteLines(int megabytes)
    {
        var line = Encoding.ASCII.GetBytes(new string('x', LineLength - 1) + "\n");
        var block = Enumerable.Repeat(line, 12_500).SelectMany(bytes => bytes).ToArray();
        long start = Ms("2026-01-31T09:00:00Z");
        using (var file = File.Create(scene.Files.Output))
        {
            for (int written = 0; written < megabytes; written++)
                file.Write(block);
        }

        scene.Index([.. Enumerable.Range(1, megabytes * 100).Select(record => (start + record * 50L, record * 10_000L))]);
    }
}
