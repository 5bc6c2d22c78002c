using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>This process's own terminal, switched to hand on every key as it is; as it was before on disposal.</summary>
internal sealed unsafe class RawInput : IDisposable
{
    private const nuint Get = 0x5401;
    private const nuint Set = 0x5402;
    private const int Words = 16;
    private readonly uint[] before = new uint[Words];
    private readonly bool isTerminal;

    public RawInput()
    {
        fixed (uint* settings = before)
        {
            isTerminal = LibC.ControlDevice(0, Get, settings) == 0;
        }

        if (!isTerminal)
            return;
        // As cfmakeraw(3): struct termios begins with the flags of input, output, line and local mode.
        uint[] raw = [.. before];
        raw[0] &= ~0x5EBu;
        raw[1] &= ~0x1u;
        raw[2] = (raw[2] & ~0x130u) | 0x30;
        raw[3] &= ~0x804Bu;
        fixed (uint* settings = raw)
        {
            _ = LibC.ControlDevice(0, Set, settings);
        }
    }

    public void Dispose()
    {
        if (!isTerminal)
            return;
        fixed (uint* settings = before)
        {
            _ = LibC.ControlDevice(0, Set, settings);
        }
    }
}
