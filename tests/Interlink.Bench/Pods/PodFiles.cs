using Interlink.Protocol;
using Interlink.Protocol.Statuses;

namespace Interlink.Bench.Pods;

/// <summary>Writes into a job folder what podlet would: the jobs of the stand-ins never run.</summary>
internal sealed class PodFiles(string root, int number)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly string folder = Path.Combine(root, $"{SamplePod.Namespace}-{SamplePod.Uid(number)}");

    public string Log => Path.Combine(folder, JobFolderFiles.Log(SamplePod.Container, init: false));

    public bool HasOutcome => File.Exists(Path.Combine(folder, JobFolderFiles.Outcome));

    public void WriteRunning() => Write(PodPhase.Running, new ContainerState { Running = new RunningState(Start) });

    public void WriteSucceeded() => Write(PodPhase.Succeeded, new ContainerState
    {
        Terminated = new TerminatedState { Reason = "Completed", StartedAt = Start, FinishedAt = Start.AddMinutes(1) },
    });

    /// <summary>Fills the log with numbered lines of 100 bytes.</summary>
    public void WriteLog(long lines)
    {
        using var log = new StreamWriter(Log, append: false, System.Text.Encoding.ASCII, 1 << 20);
        string rest = new('x', 88);
        for (long line = 0; line < lines; line++)
        {
            log.Write(line.ToString("D10", null));
            log.Write(' ');
            log.Write(rest);
            log.Write('\n');
        }
    }

    private void Write(PodPhase phase, ContainerState state)
    {
        string temporary = Path.Combine(folder, ".status.new");
        File.WriteAllBytes(temporary, RunStatusJson.Write(new PodRunStatus
        {
            Uid = SamplePod.Uid(number),
            JobId = File.ReadAllText(Path.Combine(folder, JobFolderFiles.JobId)),
            Host = "node1",
            Pid = 1,
            Phase = phase,
            StartedAt = Start,
            FinishedAt = phase == PodPhase.Succeeded ? Start.AddMinutes(1) : null,
            ExitCode = phase == PodPhase.Succeeded ? 0 : null,
            Containers =
            [
                new ContainerStatus
                {
                    Name = SamplePod.Container,
                    Image = "docker://busybox:1.36",
                    State = state,
                    Ready = phase == PodPhase.Running,
                    Started = phase == PodPhase.Running,
                },
            ],
        }));
        File.Move(temporary, Path.Combine(folder, JobFolderFiles.Status), overwrite: true);
    }
}
