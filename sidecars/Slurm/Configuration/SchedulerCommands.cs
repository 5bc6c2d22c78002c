namespace Interlink.Slurm.Configuration;

/// <summary>Reads the keys of Slurm's own programs.</summary>
internal static class SchedulerCommands
{
    public static SlurmOptions Read(SlurmOptions options, CommandKeys commands)
    {
        var sbatch = commands.Read("SbatchPath", "SBATCHPATH", options.Sbatch);
        return options with
        {
            Sbatch = sbatch,
            Scancel = commands.Read("ScancelPath", "SCANCELPATH", options.Scancel),
            Squeue = commands.Read("SqueuePath", "SQUEUEPATH", options.Squeue),
            Sinfo = commands.Read("SinfoPath", "SINFOPATH", options.Sinfo),
            Sacct = commands.Read("SacctPath", null, Beside(sbatch, "sacct")),
            Scontrol = commands.Read("ScontrolPath", null, Beside(sbatch, "scontrol")),
            Srun = commands.Read("SrunPath", "SRUNPATH", Beside(sbatch, "srun")),
            ResourceScript = commands.Read("ResourceScriptPath", null, []),
        };
    }

    // "ssh login /opt/slurm/bin/sbatch" makes "ssh login /opt/slurm/bin/sacct".
    private static IReadOnlyList<string> Beside(IReadOnlyList<string> command, string program) =>
        [.. command.SkipLast(1), command[^1][..(command[^1].LastIndexOf('/') + 1)] + program];
}
