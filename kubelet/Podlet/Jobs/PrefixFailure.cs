using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Podlet.Supervision;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Jobs;

/// <summary>The status of a pod whose prefix ended without starting it.</summary>
internal static class PrefixFailure
{
    public static void Record(JobFolder folder, PodPlan plan, int shellCode, int stopSignal, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        // A prefix that says "exit 0" before the pod has failed all the same.
        int code = shellCode == 0 ? 1 : shellCode;
        StopReason reason = stopSignal != 0
            ? new StopReason("Stopped", $"podlet received {Signal.Name(stopSignal)} before the pod began.", AlwaysFails: true)
            : new StopReason("PrefixFailed", $"The job's prefix ended with exit code {shellCode} before the pod began; see {JobFolderFiles.BatchOutput}.", AlwaysFails: true);
        PodState state = PodMachine.Refuse(plan, code, reason, now);
        PodRecord record = new(folder, plan, JobIdentity.OfThisProcess(), time);
        record.ForgetEarlierRun();
        record.Write(state);
        record.Flush();
    }
}
