using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Protocol;

namespace Interlink.Podlet.Logs;

/// <summary>A container's log and the two indexes beside it. The container writes the log itself; podlet only looks at its size.</summary>
internal sealed class ContainerLog
{
    private readonly RecordFile times;
    private readonly RecordFile runs;
    private int log = -1;
    private long lastTime;
    private long lastSize;

    private readonly LogLimit? limit;

    public ContainerLog(JobFolder folder, string container, bool init, long? limitBytes = null)
    {
        limit = limitBytes is { } bytes ? new LogLimit(bytes) : null;
        Path = folder.Of(JobFolderFiles.Log(container, init));
        times = new RecordFile(folder.Of(JobFolderFiles.LogTimes(container, init)));
        runs = new RecordFile(folder.Of(JobFolderFiles.LogRuns(container, init)));
    }

    public string Path { get; }

    /// <summary>Where the output of the present run begins.</summary>
    public long RunBegan { get; private set; }

    /// <summary>Marks where the output of the next run begins.</summary>
    public void BeginRun(DateTimeOffset now)
    {
        if (log < 0)
            Open();
        long size = Math.Max(0, Size());
        runs.Append(now.ToUnixTimeMilliseconds(), size);
        RunBegan = size;
    }

    /// <summary>Looks at the log; true when it has grown since the last look.</summary>
    public bool Sample(DateTimeOffset now)
    {
        long size = Size();
        if (size <= lastSize)
            return false;
        lastTime = Math.Max(lastTime, now.ToUnixTimeMilliseconds());
        lastSize = size;
        times.Append(lastTime, size);
        limit?.Apply(log, size, Path);
        return true;
    }

    private unsafe void Open()
    {
        // Written to by the container alone; the right to is needed to give up part of it.
        const int ReadWriteCreateCloseOnExec = 2 | 0x40 | 0x80000;
        using Utf8Block path = new([Path]);
        log = LibC.Open(path.First, ReadWriteCreateCloseOnExec, 0b110_000_000);
        // A podlet before this one, of the same job before it was requeued, may have left records.
        (lastTime, lastSize) = times.Last() ?? (0, 0);
    }

    private long Size()
    {
        const int End = 2;
        return log < 0 ? -1 : LibC.Seek(log, 0, End);
    }
}
