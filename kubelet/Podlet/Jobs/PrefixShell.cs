using Interlink.Podlet.Folders;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Jobs;

/// <summary>
/// The job of a pod with a prefix: the shell with the user's text, whose last command is <c>podlet run</c>. Signals go to that inner
/// podlet and not to the shell, so that the shell comes to what stands after the pod and to its traps.
/// </summary>
internal sealed class PrefixShell(JobFolder folder, PodPlan plan, JobMark mark, TimeProvider time)
{
    private static readonly TimeSpan LookForPodlet = TimeSpan.FromMilliseconds(100);

    private readonly int signals = SignalMask.Open();
    private readonly PollSet poll = new();
    private LaunchedProcess? shell;
    private int shellCode;
    private int stopSignal;
    private bool stopPassedOn;
    private long stopAskedAt;

    private bool HasBegun => File.Exists(folder.Of(JobFolderFiles.RunPid));

    /// <summary>The shell's exit code, once the shell, the pod and all they started have ended.</summary>
    public int Run()
    {
        folder.Remove(JobFolderFiles.RunPid);
        LaunchOptions options = new()
        {
            Parent = LibC.ProcessId(),
            Words = [plan.Shell, folder.Of(JobFolderFiles.Prefix)],
        };
        Guard guard = new(mark, GuardScope.Job, folder.Path);
        guard.Start();
        shell = LaunchedProcess.Start(options, ProcessEnvironment.OfThisProcess().With(mark.OfJob()));
        guard.Watch(shell.Id);
        bool shellEnded = false;
        while (!shellEnded || InnerPodlet() != 0)
        {
            Wait();
            int signal;
            while ((signal = SignalMask.Next(signals)) != 0)
            {
                if (signal == Signal.Child)
                    shellEnded |= Reap();
                else
                    PassOn(signal);
            }

            FinishStop();
        }

        Descendants.Kill();
        // Held: by a podlet somebody started by hand, whose pod it is then.
        if (FolderLock.IsHeld(folder, JobFolderFiles.RunLock) != true)
            RecordMissingRun();
        return shellCode;
    }

    private void RecordMissingRun()
    {
        if (HasBegun)
            MissingRun.RecordIfCutShort(folder, plan, time);
        else
            MissingRun.RecordNeverBegun(folder, plan, shellCode, stopSignal, time);
    }

    private void Wait()
    {
        poll.Clear();
        poll.Add(signals);
        poll.Wait(stopSignal != 0 && !stopPassedOn ? LookForPodlet : null);
    }

    private bool Reap()
    {
        bool ended = false;
        int child;
        while ((child = Reaper.Peek()) != 0)
        {
            (int code, _) = Reaper.Reap(child);
            if (child != shell!.Id)
                continue;
            shellCode = code;
            ended = true;
        }

        return ended;
    }

    private void PassOn(int signal)
    {
        bool stops = signal is not (Signal.User1 or Signal.User2);
        if (stops && stopSignal == 0)
        {
            stopSignal = signal;
            stopAskedAt = time.GetTimestamp();
        }

        int podlet = InnerPodlet();
        _ = LibC.Kill(podlet != 0 ? podlet : -shell!.Id, signal);
        stopPassedOn |= stops && podlet != 0;
    }

    /// <summary>
    /// A shell that goes on to start the pod although it was told to stop: the pod is told then. One that hangs is ended.
    /// </summary>
    private void FinishStop()
    {
        if (stopSignal == 0 || stopPassedOn)
            return;
        int podlet = InnerPodlet();
        if (podlet != 0)
        {
            _ = LibC.Kill(podlet, stopSignal);
            stopPassedOn = true;
        }
        else if (time.GetElapsedTime(stopAskedAt) >= TimeSpan.FromSeconds(plan.TerminationGracePeriodSeconds))
        {
            _ = LibC.Kill(-shell!.Id, Signal.Kill);
        }
    }

    /// <summary>The process of <c>podlet run</c>; 0 when it has not begun, or has ended.</summary>
    private int InnerPodlet()
    {
        try
        {
            string text = File.ReadAllText(folder.Of(JobFolderFiles.RunPid));
            return int.TryParse(text, out int process) && PodletProcess.IsBelow(process) ? process : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
