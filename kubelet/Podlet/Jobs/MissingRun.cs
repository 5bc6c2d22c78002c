using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Podlet.Supervision;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Jobs;

/// <summary>The status of a pod whose <c>podlet run</c> is not there to write it.</summary>
internal static class MissingRun
{
    /// <summary>The prefix ended without starting the pod.</summary>
    public static void RecordNeverBegun(JobFolder folder, PodPlan plan, int shellCode, int stopSignal, TimeProvider time)
    {
        // A prefix that says "exit 0" before the pod has failed all the same.
        int code = shellCode == 0 ? 1 : shellCode;
        StopReason reason = stopSignal != 0
            ? new StopReason(PodRunReasons.Stopped, $"podlet received {Signal.Name(stopSignal)} before the pod began.", AlwaysFails: true)
            : new StopReason(
                "PrefixFailed",
                $"The job's prefix ended with exit code {shellCode} before the pod began; see {JobFolderFiles.BatchOutput}.",
                AlwaysFails: true);
        Record(folder, plan, code, reason, time);
    }

    /// <summary>podlet run was killed before it could write how the pod ended.</summary>
    public static void RecordIfCutShort(JobFolder folder, PodPlan plan, TimeProvider time)
    {
        if (folder.ReadStatus() is { Phase: PodPhase.Succeeded or PodPhase.Failed })
            return;
        StopReason reason = new(
            "PodletLost",
            $"podlet run was killed, and its containers with it; see {JobFolderFiles.BatchOutput}.",
            AlwaysFails: true);
        Record(folder, plan, 128 + Signal.Kill, reason, time);
    }

    private static void Record(JobFolder folder, PodPlan plan, int code, StopReason reason, TimeProvider time)
    {
        PodState state = PodMachine.Refuse(plan, code, reason, time.GetUtcNow());
        PodRecord record = new(folder, plan, JobIdentity.OfThisProcess(), time);
        record.ForgetEarlierRun();
        record.Write(state);
        record.Flush();
    }
}
