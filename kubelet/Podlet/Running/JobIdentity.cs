namespace Interlink.Podlet.Running;

/// <summary>The scheduler's job this process belongs to.</summary>
/// <param name="Id">Its id; null outside Slurm.</param>
/// <param name="Restarts">How often the scheduler has started it again.</param>
internal sealed record JobIdentity(string? Id, int Restarts)
{
    public static JobIdentity OfThisProcess()
    {
        string? id = Environment.GetEnvironmentVariable("SLURM_JOB_ID");
        int restarts = int.TryParse(Environment.GetEnvironmentVariable("SLURM_RESTART_COUNT"), out int count) ? count : 0;
        return new JobIdentity(string.IsNullOrEmpty(id) ? null : id, restarts);
    }
}
