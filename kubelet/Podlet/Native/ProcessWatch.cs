namespace Interlink.Podlet.Native;

/// <summary>Tells when a process that is not a child has ended.</summary>
internal sealed class ProcessWatch
{
    private const int OpenProcess = 434;
    private readonly int process;

    public ProcessWatch(int process)
    {
        this.process = process;
        Descriptor = (int)LibC.SystemCall(OpenProcess, process, 0, 0);
        // Kernels before 5.3 have no descriptors for processes.
        if (Descriptor < 0 && Errno.Last == Errno.NotImplemented)
            Interval = TimeSpan.FromSeconds(1);
    }

    /// <summary>Readable once the process has ended; -1 when there is none.</summary>
    public int Descriptor { get; }

    /// <summary>How often to ask when there is no descriptor; null when there is one.</summary>
    public TimeSpan? Interval { get; }

    public bool HasEnded() => LibC.Kill(process, 0) != 0 && Errno.Last == Errno.NoSuchProcess;
}
