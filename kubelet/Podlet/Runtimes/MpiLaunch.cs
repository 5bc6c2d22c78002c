namespace Interlink.Podlet.Runtimes;

/// <summary>A container as the ranks of an MPI program: <c>mpiexec</c> starts the runtime once for each task of the job.</summary>
internal static class MpiLaunch
{
    /// <summary>
    /// The program that starts <paramref name="container"/> once per task: <c>SLURM_NTASKS</c> of them, one outside Slurm. Signals go to
    /// mpiexec, which passes them on to all ranks.
    /// </summary>
    public static ContainerProgram Wrap(ContainerProgram container, IReadOnlyList<string> flags) => container with
    {
        Words = ["mpiexec", "-np", Tasks, .. flags, .. container.Words],
        SignalsGroup = false,
    };

    private static string Tasks =>
        int.TryParse(Environment.GetEnvironmentVariable("SLURM_NTASKS"), out int tasks) && tasks > 0 ? tasks.ToString() : "1";
}
