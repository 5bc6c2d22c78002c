using Interlink.Podlet.Native;

namespace Interlink.Podlet.Logs;

/// <summary>
/// Gives up the oldest part of a log that has grown beyond its limit. The container itself writes the file, so it can be neither renamed nor
/// cut: the blocks at its beginning are handed back to the file system, offsets stay, and readers begin at what is left.
/// </summary>
internal sealed class LogLimit(long bytes)
{
    private const int PunchHole = 2;
    private const int KeepSize = 1;
    private const long Block = 4096;

    // Not at every line: a tenth more than asked for is kept at times.
    private readonly long slack = Math.Max(bytes / 10, 16 * Block);
    private long givenUp;
    private bool impossible;

    /// <summary>Looks at a log of so many bytes, open for writing.</summary>
    public void Apply(int descriptor, long size, string path)
    {
        long end = Math.Max(0, size - bytes) / Block * Block;
        if (impossible || end - givenUp < slack)
            return;
        if (LibC.Allocate(descriptor, PunchHole | KeepSize, 0, end) == 0)
        {
            givenUp = end;
            return;
        }

        impossible = true;
        StandardError.Say($"{path} grows beyond its limit of {bytes} bytes, because its file system cannot give up part of a file: {Errno.Text(Errno.Last)}.");
    }
}
