using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Requests;

/// <summary>A file system of its own that can be filled and made read-only.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static async Task<SmallDisk> MountAsync()
    {
        var path = Directory.CreateTempSubdirectory("il-disk-").FullName;
        await Command.OutputAsync("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", path);
        return new SmallDisk(path);
    }

    public Task RemountAsync(string options) => Command.OutputAsync("mount", "-o", $"remount,{options}", Path);

    /// <summary>Leaves not a byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65536, 4096 })
        {
            try
            {
                while (true)
                    filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, to this step.
            }
        }
    }

    public void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync("umount", "-l", Path);
        Directory.Delete(Path);
    }
}
