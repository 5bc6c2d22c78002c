using System.Buffers.Binary;
using System.Text;
using Interlink.Protocol;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Logs;

namespace Interlink.Slurm.Tests.Logs;

/// <summary>A job folder with one container's log in it.</summary>
internal sealed class LogScene : IDisposable
{
    public LogScene()
    {
        Folder = Directory.CreateTempSubdirectory("container-log-").FullName;
        Files = new LogFiles(
            Path.Combine(Folder, "run-main.out"), Path.Combine(Folder, "run-main.times"), Path.Combine(Folder, "run-main.runs"));
    }

    public static LogRequest All { get; } = new()
    {
        Namespace = "default", PodUID = "a000044d-1111-4222-8333-00000000044d", PodName = "lg", ContainerName = "main",
    };

    public static LogRequest Following { get; } = All with { Follow = true };

    public string Folder { get; }

    public LogFiles Files { get; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public volatile bool Ended;

    public static long Ms(string time) => DateTimeOffset.Parse(time, null).ToUnixTimeMilliseconds();

    public void Write(string text) => File.AppendAllText(Files.Output, text, new UTF8Encoding(false));

    public void ModifiedAt(string time) => File.SetLastWriteTimeUtc(Files.Output, DateTimeOffset.Parse(time, null).UtcDateTime);

    /// <summary>Adds records to the time index.</summary>
    public void Index(params (long Time, long Size)[] records) => Append(Files.Times, records);

    /// <summary>The container starts again now.</summary>
    public void Run(string time) =>
        Append(Files.Runs, (Ms(time), File.Exists(Files.Output) ? new FileInfo(Files.Output).Length : 0));

    /// <summary>Adds records to the file of runs.</summary>
    public void Runs(params (long Time, long Size)[] records) => Append(Files.Runs, records);

    /// <summary>Writes text and when it was written.</summary>
    public void WriteAt(string time, string text)
    {
        Write(text);
        Index((Ms(time), new FileInfo(Files.Output).Length));
    }

    public ContainerLog Open(LogRequest request) => new(Files, request, () => Ended, Time);

    public async Task<string> ReadAsync(LogRequest request)
    {
        using var output = new MemoryStream();
        await using var log = Open(request);
        await log.CopyToAsync(output, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public LogFollower Follow(LogRequest request) => new(this, request);

    public void Dispose()
    {
        Ended = true;
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static void Append(string path, params (long Time, long Size)[] records)
    {
        using var stream = new FileStream(path, FileMode.Append);
        Span<byte> record = stackalloc byte[LogTimeIndex.RecordSize];
        foreach (var (time, size) in records)
        {
            BinaryPrimitives.WriteInt64LittleEndian(record, time);
            BinaryPrimitives.WriteInt64LittleEndian(record[8..], size);
            stream.Write(record);
        }
    }
}
