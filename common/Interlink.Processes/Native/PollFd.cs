using System.Runtime.InteropServices;

namespace Interlink.Processes.Native;

/// <summary>C's <c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int Fd;
    public short Events;
    public short Returned;
}
