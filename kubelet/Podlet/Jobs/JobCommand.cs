using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Protocol;

namespace Interlink.Podlet.Jobs;

/// <summary><c>podlet job</c>: the process the scheduler knows as the job.</summary>
internal static class JobCommand
{
    private const string Detach = "--detach";
    private const string Detached = "--detached";
    private const string Unpack = "--unpack";

    public static int Run(string[] arguments, TimeProvider time)
    {
        string? path = Array.Find(arguments, argument => !argument.StartsWith("--", StringComparison.Ordinal));
        if (path is null || arguments.Length > 2 || (arguments.Length == 2 && arguments[1] is not (Detach or Detached or Unpack)))
            throw new PodletException(ExitCodes.Usage, "usage: podlet job FOLDER [--detach | --unpack]");
        SignalMask.EnsureBlocked(Signal.Continue);
        if (arguments[^1] == Unpack)
            CarriedContent.Unpack(path);
        JobFolder folder = new(path);
        return arguments[^1] switch
        {
            Detach => DetachedJob.Start(folder, [Detached]),
            Detached => DetachedJob.Tell(() => FolderLock.Take(folder, JobFolderFiles.JobLock), () => RunLocked(folder, time)),
            _ => RunNow(folder, time),
        };
    }

    private static int RunNow(JobFolder folder, TimeProvider time)
    {
        FolderLock.Take(folder, JobFolderFiles.JobLock);
        int code = RunLocked(folder, time);
        if (folder.ReadPlan().OnNodeOnly)
            CarriedContent.Remove(folder.Path);
        return code;
    }

    private static int RunLocked(JobFolder folder, TimeProvider time)
    {
        Reaper.Adopt();
        JobMark mark = JobMark.New(time);
        if (!File.Exists(folder.Of(JobFolderFiles.Prefix)))
            return RunCommand.Run(folder, mark, time);
        if (Admission.Check(folder, folder.ReadStatus(), JobIdentity.OfThisProcess()) is { } recorded)
            return recorded;
        return new PrefixShell(folder, folder.ReadPlan(), mark, time).Run();
    }
}
