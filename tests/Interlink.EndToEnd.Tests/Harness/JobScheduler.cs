namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What runs the jobs.</summary>
public enum JobScheduler
{
    Embedded,
    Slurm,
}
