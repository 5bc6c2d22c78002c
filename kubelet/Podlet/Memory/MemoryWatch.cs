using Interlink.Podlet.Native;
using Interlink.Podlet.Runtimes;

namespace Interlink.Podlet.Memory;

/// <summary>Tells a container that the kernel killed for its memory from one that was killed otherwise.</summary>
internal sealed class MemoryWatch(string folder)
{
    private const int Killed = 128 + Signal.Kill;
    private readonly OomKills? kills = OomKills.OfThisJob();
    private readonly OomLedger ledger = new();
    private readonly HashSet<int> killedHere = [];

    /// <summary>A container starts.</summary>
    public void Begin(int container)
    {
        killedHere.Remove(container);
        if (kills?.Count() is { } count)
            ledger.Begin(container, count);
    }

    /// <summary>podlet itself kills the container.</summary>
    public void Kill(int container) => killedHere.Add(container);

    /// <summary>True when it was the kernel, for want of memory, that ended the container; asked before the runtime forgets it.</summary>
    public bool Explains(int container, int exitCode, ContainerProgram program)
    {
        if (exitCode != Killed || killedHere.Contains(container))
            return false;
        return (program.OomInquiry is { } inquiry && RuntimeStep.Ask(inquiry, Path.Combine(folder, ".oom-inquiry")) == "true")
            || (kills?.Count() is { } count && ledger.Claim(container, count));
    }
}
