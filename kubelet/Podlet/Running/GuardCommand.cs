using Interlink.Podlet.Folders;
using Interlink.Podlet.Runtimes;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Running;

/// <summary><c>podlet guard</c>: waits for the end of the podlet that started it, then ends what that one can no longer end.</summary>
internal static unsafe class GuardCommand
{
    private const int Rounds = 100;

    // In the middle of execve(2) a process has no environment to be known by: it is seen the next time.
    private const int EmptyRounds = 3;

    public static int Run(string mark, string scope, string folder)
    {
        HashSet<int> sessions = ReadToTheEnd();
        JobMark job = new(mark);
        PollSet pause = new();
        // A podlet run below a shell has noticed as well, and stops its pod in good order.
        while (scope == nameof(GuardScope.Job) && HasPodlet(job))
            pause.Wait(TimeSpan.FromMilliseconds(200));
        for (int round = 0, empty = 0; round < Rounds && empty < EmptyRounds; round++)
        {
            List<ProcessEntry> left = ProcessTree.All();
            left.RemoveAll(process => !sessions.Contains(process.Session) && !IsGuarded(job, scope, process.Id));
            foreach (ProcessEntry process in left)
                _ = LibC.Kill(process.Id, Signal.Kill);
            empty = left.Count == 0 ? empty + 1 : 0;
            pause.Wait(TimeSpan.FromMilliseconds(20));
        }

        if (sessions.Count > 0)
            RemoveLeftovers(folder);
        return 0;
    }

    // What runs under a runtime's own supervision (podman, docker) is no process of ours and goes by its name.
    private static void RemoveLeftovers(string folder)
    {
        try
        {
            RuntimeStep.RemoveLeftovers(new JobFolder(folder).ReadPlan(), folder);
        }
        catch (PodletException gone)
        {
            StandardError.Say(gone.Message);
        }
    }

    private static bool HasPodlet(JobMark job) =>
        ProcessTree.All().Exists(process => job.IsOn(process.Id) && PodletProcess.IsOne(process.Id));

    private static bool IsGuarded(JobMark job, string scope, int process) =>
        process != LibC.ProcessId() && job.IsOn(process) && (scope == nameof(GuardScope.Job) || JobMark.ContainerOf(process) is not null);

    /// <summary>The sessions that were named and not taken back when the other end was closed.</summary>
    private static HashSet<int> ReadToTheEnd()
    {
        HashSet<int> sessions = [];
        int word;
        nint count;
        while ((count = LibC.Read(0, &word, sizeof(int))) == sizeof(int) || (count < 0 && Errno.Last == Errno.Interrupted))
        {
            if (count > 0 && word > 0)
                sessions.Add(word);
            else if (count > 0)
                sessions.Remove(-word);
        }

        return sessions;
    }
}
