using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Running;

/// <summary>
/// <c>podlet guard</c>: a second process of the job that only waits. SIGKILL of podlet ends its containers' first processes
/// (PR_SET_PDEATHSIG), but not what those have started; the guard does that, for a machine whose scheduler has no cgroup for the job.
/// </summary>
internal static unsafe class Guard
{
    private const int CloseOnExec = 0x80000;
    private const int Rounds = 100;

    /// <summary>Starts the guard of this process. It is a descendant like others: the regular end of the job ends it.</summary>
    public static void Start(JobMark mark)
    {
        int* ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) != 0)
            return;
        int reading = ends[0];
        // The writing end stays open, and ends with this process.
        OwnSpawn.Start(["guard", mark.Value], NullSeparated.Read("/proc/self/environ"), actions => LibC.AddDuplicate(actions, reading, 0));
        _ = LibC.Close(reading);
    }

    public static int Run(string mark)
    {
        byte nothing;
        while (LibC.Read(0, &nothing, 1) < 0 && Errno.Last == Errno.Interrupted)
        {
        }

        JobMark job = new(mark);
        PollSet pause = new();
        // A podlet run below a shell has noticed too, and stops its pod in good order.
        while (ProcessTree.All().Exists(process => job.IsOn(process.Id) && PodletProcess.IsOne(process.Id)))
            pause.Wait(TimeSpan.FromMilliseconds(200));
        for (int round = 0; round < Rounds; round++)
        {
            List<ProcessEntry> left = ProcessTree.All().FindAll(process => job.IsOn(process.Id));
            foreach (ProcessEntry process in left)
                _ = LibC.Kill(process.Id, Signal.Kill);
            if (left.Count == 0)
                break;
            pause.Wait(TimeSpan.FromMilliseconds(20));
        }

        return 0;
    }
}
