using Interlink.Podlet.Native;

namespace Interlink.Podlet.Running;

/// <summary>All that descends from this process; nothing can leave it, because orphans come back to it.</summary>
internal static class Descendants
{
    private const int Rounds = 100;

    /// <summary>Ends everything and reaps it. What the kernel does not let die within some seconds is left to the scheduler.</summary>
    public static void Kill()
    {
        PollSet nothing = new();
        for (int round = 0; round < Rounds; round++)
        {
            foreach (ProcessEntry process in ProcessTree.DescendantsOf(LibC.ProcessId()))
                _ = LibC.Kill(process.Id, Signal.Kill);
            int child;
            while ((child = Reaper.Peek()) != 0)
                Reaper.Reap(child);
            if (Reaper.HasNoChild())
                return;
            nothing.Wait(TimeSpan.FromMilliseconds(round < 20 ? 1 : 50));
        }
    }
}
