using Interlink.Podlet.Folders;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Podlet.Supervision;
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

    private readonly int signals = SignalMask.Open(Signal.Continue);
    private readonly StopSignals stopSignals = new(plan, JobIdentity.OfThisProcess().Id is not null, time);
    private readonly PollSet poll = new();
    private LaunchedProcess? shell;
    private int shellCode;
    private int stopSignal;
    private bool stopPassedOn;
    private bool ending;
    private long stopAskedAt;
    private TimeSpan patience = TimeSpan.FromSeconds(plan.TerminationGracePeriodSeconds);

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
            List<int> arrived = SignalMask.All(signals);
            if (stopSignals.EndJob(arrived))
                Hasten();
            foreach (int signal in arrived)
            {
                if (signal == Signal.Child)
                    shellEnded |= Reap();
                else if (signal != Signal.Continue)
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

    /// <summary>Slurm has begun to end the job: podlet run has to be told so in Slurm's way, and the shell has less time.</summary>
    private void Hasten()
    {
        ending = true;
        TimeSpan waited = stopSignal == 0 ? TimeSpan.Zero : time.GetElapsedTime(stopAskedAt);
        if (waited + stopSignals.Left < patience)
            patience = waited + stopSignals.Left;
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
        if (podlet != 0)
            Tell(podlet, signal);
        else
            _ = LibC.Kill(-shell!.Id, stops ? Signal.Terminate : signal);
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
            Tell(podlet, ending ? Signal.Terminate : stopSignal);
            stopPassedOn = true;
        }
        else if (time.GetElapsedTime(stopAskedAt) >= patience)
        {
            _ = LibC.Kill(-shell!.Id, Signal.Kill);
        }
    }

    private void Tell(int podlet, int signal)
    {
        if (ending && signal == Signal.Terminate)
            _ = LibC.Kill(podlet, Signal.Continue);
        _ = LibC.Kill(podlet, signal);
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
