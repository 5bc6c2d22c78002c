using Interlink.Protocol.Plans;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Jobs;

/// <summary>A scheduler that does what a test tells it to, and remembers what it was asked.</summary>
internal sealed class ScriptedScheduler : IScheduler
{
    public string Name => "scripted";

    public bool SwitchesUsers => true;

    public TimeSpan PollInterval { get; } = TimeSpan.FromSeconds(5);

    public TimeSpan IdlePollInterval => PollInterval;

    public TimeSpan SettleTime { get; } = TimeSpan.FromSeconds(10);

    public Func<JobId> OnSubmit { get; set; } = () => new JobId("1");

    public Exception? Outage { get; set; }

    public Dictionary<string, JobId> Findable { get; } = [];

    public Dictionary<JobId, JobReport?> Reports { get; } = [];

    public List<string> Calls { get; } = [];

    public int Submissions { get; private set; }

    public TimeSpan? KillWait { get; init; }

    public int KillWaitQuestions { get; private set; }

    public Task<JobId> SubmitAsync(JobFolder folder, PlannedResources resources, CancellationToken cancellationToken)
    {
        Submissions++;
        return Answer(OnSubmit);
    }

    public Task<IReadOnlyDictionary<string, JobId>> FindAsync(IReadOnlyCollection<JobFolder> folders, CancellationToken cancellationToken) =>
        Answer(() => (IReadOnlyDictionary<string, JobId>)Findable.Where(entry => folders.Any(folder => folder.Path == entry.Key)).ToDictionary());

    public Task<IReadOnlyDictionary<JobId, JobReport?>> QueryAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) =>
        Answer(() => (IReadOnlyDictionary<JobId, JobReport?>)Reports.Where(entry => jobs.Contains(entry.Key)).ToDictionary());

    public Task StopAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) => Note("stop", jobs);

    public Task WithdrawAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) => Note("withdraw", jobs);

    public Task CancelAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) => Note("cancel", jobs);

    public Task<ClusterResources> ResourcesAsync(CancellationToken cancellationToken) =>
        Answer(() => new ClusterResources(new Amounts(1, 1), new Amounts(2, 2)));

    public Task<TimeSpan?> KillWaitAsync(CancellationToken cancellationToken)
    {
        KillWaitQuestions++;
        return Answer(() => KillWait);
    }

    public Task<string> DescribeAsync(CancellationToken cancellationToken) => Answer(() => "");

    private Task<bool> Note(string verb, IReadOnlyCollection<JobId> jobs) => Answer(() =>
    {
        Calls.Add($"{verb} {string.Join(',', jobs)}");
        return true;
    });

    private Task<T> Answer<T>(Func<T> answer)
    {
        try
        {
            return Outage is null ? Task.FromResult(answer()) : Task.FromException<T>(Outage);
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
