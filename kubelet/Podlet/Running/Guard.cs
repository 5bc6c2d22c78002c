using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Running;

/// <summary>
/// A second process that only waits, for a machine whose scheduler has no cgroup for the job. SIGKILL of podlet ends its containers'
/// first processes (PR_SET_PDEATHSIG), unless they have set-user-id parts as apptainer, and never what those have started: the guard ends
/// all of it.
/// </summary>
internal sealed unsafe class Guard
{
    private const int CloseOnExec = 0x80000;
    private readonly JobMark mark;
    private readonly GuardScope scope;
    private readonly string folder;
    private readonly int reading = -1;
    private readonly int writing = -1;

    /// <param name="mark">The job's mark.</param>
    /// <param name="scope">What it ends.</param>
    /// <param name="folder">The job folder.</param>
    public Guard(JobMark mark, GuardScope scope, string folder)
    {
        this.folder = folder;
        this.mark = mark;
        this.scope = scope;
        int* ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) == 0)
            (reading, writing) = (ends[0], ends[1]);
    }

    /// <summary>Starts the process. It is a descendant like others: the regular end of the job ends it.</summary>
    public void Start()
    {
        if (reading < 0)
            return;
        // The writing end stays open, and closes with this process.
        string[] arguments = ["guard", mark.Value, scope.ToString(), folder];
        try
        {
            OwnSpawn.Start(arguments, NullSeparated.Read("/proc/self/environ"), actions => LibC.AddDuplicate(actions, reading, 0));
        }
        catch (PodletException failed)
        {
            StandardError.Say("going on without a guard: " + failed.Message);
        }

        _ = LibC.Close(reading);
    }

    /// <summary>A session that has to end with podlet.</summary>
    public void Watch(int session) => Tell(session);

    /// <summary>A session that has ended, whose number may be given to others.</summary>
    public void Forget(int session) => Tell(-session);

    private void Tell(int word)
    {
        // Without a guard the pod runs all the same.
        _ = LibC.Write(writing, &word, sizeof(int));
    }
}
