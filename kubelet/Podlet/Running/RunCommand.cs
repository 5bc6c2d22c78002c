using System.Text;
using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Runtimes;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Running;

/// <summary><c>podlet run</c>: runs the pod of a folder to its end.</summary>
internal static class RunCommand
{
    public static int Run(string path, TimeProvider time)
    {
        SignalMask.EnsureBlocked(Signal.Continue);
        JobFolder folder = new(path);
        return Run(folder, JobMark.Inherited(folder) ?? JobMark.New(time), time);
    }

    /// <summary>The same in the process of <c>podlet job</c>.</summary>
    public static int Run(JobFolder folder, JobMark mark, TimeProvider time)
    {
        JobIdentity job = JobIdentity.OfThisProcess();
        FolderLock.Take(folder, JobFolderFiles.RunLock);
        PodRunStatus? earlier = folder.ReadStatus();
        if (Admission.Check(folder, earlier, job) is { } recorded)
            return recorded;
        PodPlan plan = folder.ReadPlan();
        AtomicFile.TryReplace(folder.Of(JobFolderFiles.RunPid), Encoding.ASCII.GetBytes(LibC.ProcessId().ToString()), durable: false);
        PodRecord record = new(folder, plan, job, time);
        if (earlier is not null)
        {
            record.ForgetEarlierRun();
            RuntimeStep.RemoveLeftovers(plan, folder.Path);
        }

        int code = new PodRun(folder, plan, record, mark, time).Run();
        return LeftExitCodes.Highest(folder, plan.Scripted ?? [], code);
    }
}
