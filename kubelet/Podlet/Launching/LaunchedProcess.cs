using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Launching;

/// <summary>A child that <c>podlet launch</c> is turning, or has turned, into a program.</summary>
internal sealed unsafe class LaunchedProcess
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private readonly List<byte> report = [];

    private LaunchedProcess(int id, int reportDescriptor)
    {
        Id = id;
        ReportDescriptor = reportDescriptor;
    }

    /// <summary>The process, the process group and the session.</summary>
    public int Id { get; }

    /// <summary>Readable when the start has succeeded or failed; -1 once <see cref="ReadReport"/> has said which.</summary>
    public int ReportDescriptor { get; private set; }

    /// <summary>Why the program could not be started; null when it was.</summary>
    public string? Failure => report.Count == 0 ? null : Encoding.UTF8.GetString([.. report.Skip(1)]);

    /// <summary>
    /// Spawns. To be called on the thread that lives as long as podlet: the child gets SIGKILL when its creating thread ends.
    /// </summary>
    /// <exception cref="PodletException">The system gives no process.</exception>
    public static LaunchedProcess Start(LaunchOptions options, IReadOnlyList<byte[]> environment)
    {
        int* ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) != 0)
            throw new PodletException(ExitCodes.CannotStart, $"no pipe for a new process: {Errno.Text(Errno.Last)}.");
        // The writing end stays blocking for the child's sake.
        const int SetStatusFlags = 4;
        LibC.ControlDescriptor(ends[0], SetStatusFlags, NonBlocking);
        try
        {
            int writing = ends[1];
            int id = OwnSpawn.Start(
                options.ToArguments(), environment, actions => LibC.AddDuplicate(actions, writing, LaunchCommand.Report));
            return new LaunchedProcess(id, ends[0]);
        }
        catch
        {
            _ = LibC.Close(ends[0]);
            throw;
        }
        finally
        {
            _ = LibC.Close(ends[1]);
        }
    }

    /// <summary>True when it is now known whether the program started.</summary>
    public bool ReadReport()
    {
        if (ReportDescriptor < 0)
            return false;
        byte* buffer = stackalloc byte[512];
        nint count;
        while ((count = LibC.Read(ReportDescriptor, buffer, 512)) > 0)
            report.AddRange(new ReadOnlySpan<byte>(buffer, (int)count));
        if (count < 0 && Errno.Last is Errno.TryAgain or Errno.Interrupted)
            return false;
        CloseReport();
        return true;
    }

    private void CloseReport()
    {
        _ = LibC.Close(ReportDescriptor);
        ReportDescriptor = -1;
    }
}
