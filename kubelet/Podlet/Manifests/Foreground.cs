using Interlink.Podlet.Folders;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Manifests;

/// <summary>A pod that runs while a person watches: a podlet of its own runs it, this one shows what it does and passes on the wish to stop.</summary>
internal sealed unsafe class Foreground
{
    private const nuint GetTerminal = 0x5401;
    private const int TerminalSettingsSize = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);

    private readonly JobFolder folder;
    private readonly PodPlan plan;
    private readonly TimeProvider time;
    private readonly int signals = SignalMask.Open();
    private readonly PollSet poll = new();
    private readonly StatePrinter states = new();
    private readonly List<LogPrinter> logs = [];
    private DateTime statusRead;
    private bool stopping;

    public Foreground(JobFolder folder, PodPlan plan, TimeProvider time)
    {
        this.folder = folder;
        this.plan = plan;
        this.time = time;
        byte* settings = stackalloc byte[TerminalSettingsSize];
        bool coloured = LibC.ControlDevice(1, GetTerminal, settings) == 0;
        foreach (ContainerPlan container in plan.InitContainers)
            logs.Add(PrinterOf(container, init: true, coloured));
        foreach (ContainerPlan container in plan.Containers)
            logs.Add(PrinterOf(container, init: false, coloured));
    }

    /// <summary>The pod's exit code.</summary>
    public int Run()
    {
        // The guard of a podlet that was killed comes to this process, which waits for its work.
        Reaper.Adopt();
        FolderLock.Take(folder, JobFolderFiles.JobLock);
        int pod = Start();
        int? code = null;
        while (code is null)
        {
            poll.Clear();
            poll.Add(signals);
            poll.Wait(Interval);
            int signal;
            while ((signal = SignalMask.Next(signals)) != 0)
                OnSignal(signal, pod);
            int ended;
            while ((ended = Reaper.Peek()) != 0)
            {
                int one = Reaper.Reap(ended).ExitCode;
                code = ended == pod ? one : code;
            }

            Print(atEnd: code is not null);
        }

        WaitForOthers();
        return code.Value;
    }

    private LogPrinter PrinterOf(ContainerPlan container, bool init, bool coloured) =>
        new(folder.Of(JobFolderFiles.Log(container.Name, init)), LogPrinter.Prefix(container.Name, logs.Count, coloured));

    /// <summary>The pod ends with this process, however that ends: it finds the job's mark in its environment.</summary>
    private int Start()
    {
        List<byte[]> environment = ProcessEnvironment.OfThisProcess().With(JobMark.New(time).OfJob());
        using Utf8Block nothing = new(["/dev/null"]);
        byte* input = nothing.First;
        return OwnSpawn.Start(["run", folder.Path], environment, actions => LibC.AddOpen(actions, 0, input, 0, 0));
    }

    private void OnSignal(int signal, int pod)
    {
        if (signal == Signal.Child)
            return;
        if (signal is Signal.User1 or Signal.User2)
        {
            _ = LibC.Kill(pod, signal);
            return;
        }

        StandardError.Say(stopping
            ? "killing the pod."
            : $"stopping the pod, within {plan.TerminationGracePeriodSeconds} s; {Signal.Name(signal)} once more kills it.");
        _ = LibC.Kill(pod, stopping ? Signal.Kill : Signal.Terminate);
        stopping = true;
    }

    private void Print(bool atEnd)
    {
        PrintLogs(atEnd);
        DateTime written = File.GetLastWriteTimeUtc(folder.Of(JobFolderFiles.Status));
        if (written == statusRead || !File.Exists(folder.Of(JobFolderFiles.Status)))
            return;
        statusRead = written;
        if (folder.ReadStatus() is { } status)
            states.Print(status);
    }

    /// <summary>What had begun when it looked, in the containers' order: an init container's last line stands before its successor's first.</summary>
    private void PrintLogs(bool atEnd)
    {
        int begun = logs.FindLastIndex(log => log.HasBegun) + 1;
        for (int number = 0; number < begun; number++)
        {
            bool isOver = number < begun - 1 && number < plan.InitContainers.Count && !plan.InitContainers[number].Sidecar;
            logs[number].Print(atEnd || isOver);
        }
    }

    private void WaitForOthers()
    {
        long since = time.GetTimestamp();
        PollSet nothing = new();
        while (!Reaper.HasNoChild() && time.GetElapsedTime(since) < LastPatience)
        {
            int ended;
            while ((ended = Reaper.Peek()) != 0)
                Reaper.Reap(ended);
            nothing.Wait(TimeSpan.FromMilliseconds(10));
        }
    }
}
