using System.Text;
using Interlink.Podlet.Folders;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Protocol;

namespace Interlink.Podlet.Jobs;

/// <summary>A <c>podlet job</c> in a session of its own that outlives whoever started it.</summary>
internal static unsafe class DetachedJob
{
    /// <summary>Where the child tells that it has the folder: one byte, and after it the sentence of a failure.</summary>
    private const int Answer = 3;

    private const int CloseOnExec = 0x80000;
    private const int WriteAppendCreate = 1 | 0x400 | 0x40;

    /// <summary>Returns 0 once the child holds the folder's lock, else its exit code after its sentence.</summary>
    public static int Start(JobFolder folder, IReadOnlyList<string> options)
    {
        int* ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) != 0)
            throw new PodletException(ExitCodes.OsError, $"no pipe for the detached job: {Errno.Text(Errno.Last)}.");
        int writing = ends[1];
        using Utf8Block files = new([folder.Of(JobFolderFiles.BatchOutput), "/dev/null"]);
        byte** names = files.Pointers;
        int child = OwnSpawn.Start(["job", folder.Path, .. options], NullSeparated.Read("/proc/self/environ"), actions =>
        {
            LibC.AddOpen(actions, 0, names[1], 0, 0);
            LibC.AddOpen(actions, 1, names[0], WriteAppendCreate, 0b110_000_000);
            LibC.AddDuplicate(actions, 1, 2);
            LibC.AddDuplicate(actions, writing, Answer);
        });
        _ = LibC.Close(writing);
        byte[] answer = ReadAll(ends[0]);
        if (answer is [0])
            return 0;
        if (answer.Length > 1)
            StandardError.Say(Encoding.UTF8.GetString(answer.AsSpan(1)));
        else
            StandardError.Say($"the detached job ended before it had {folder.Path}; see {folder.Of(JobFolderFiles.BatchOutput)}.");
        int code = Reaper.Reap(child).ExitCode;
        return code == 0 ? ExitCodes.OsError : code;
    }

    /// <summary>In the child: takes the folder, tells the parent, and goes on.</summary>
    public static int Tell(Action take, Func<int> goOn)
    {
        try
        {
            take();
        }
        catch (PodletException refused)
        {
            Send([1, .. Encoding.UTF8.GetBytes(refused.Message)]);
            throw;
        }

        Send([0]);
        return goOn();
    }

    private static void Send(byte[] answer)
    {
        fixed (byte* first = answer)
        {
            _ = LibC.Write(Answer, first, answer.Length);
        }

        _ = LibC.Close(Answer);
    }

    private static byte[] ReadAll(int descriptor)
    {
        List<byte> content = [];
        byte* buffer = stackalloc byte[1024];
        nint count;
        while ((count = LibC.Read(descriptor, buffer, 1024)) > 0 || (count < 0 && Errno.Last == Errno.Interrupted))
            content.AddRange(new ReadOnlySpan<byte>(buffer, (int)Math.Max(0, count)));
        return [.. content];
    }
}
