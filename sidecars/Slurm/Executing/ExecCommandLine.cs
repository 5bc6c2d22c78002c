namespace Interlink.Slurm.Executing;

/// <summary>The command that runs a program inside a container: podlet's, on the machine of the pod.</summary>
internal static class ExecCommandLine
{
    /// <summary>For a container of this machine.</summary>
    public static IReadOnlyList<string> Here(ExecTarget target, ExecRequest request)
    {
        List<string> words = [target.Podlet, "exec", target.Folder, target.Container];
        if (request.Input)
            words.Add("-i");
        if (request.Terminal)
            words.Add("-t");
        return [.. words, "--", .. request.Words];
    }

    /// <summary>
    /// For a container of a job: a step beside the others, on the job's first node, where podlet is.
    /// </summary>
    /// <param name="srun">The words of Slurm's command.</param>
    /// <param name="target">The container.</param>
    /// <param name="request">What is to run there.</param>
    /// <param name="fromTerminal">True when the caller's standard input is a terminal, whose size and keys then reach the program.</param>
    public static IReadOnlyList<string> InJob(IReadOnlyList<string> srun, ExecTarget target, ExecRequest request, bool fromTerminal)
    {
        List<string> words = [.. srun];
        if (target.Job.Cluster is { } cluster)
            words.AddRange(["-M", cluster]);
        words.AddRange(
        [
            $"--jobid={target.Job.Id}", "--overlap", "--nodes=1", "--ntasks=1", "--relative=0",
            // The caller's folder need not be there; the program gets the container's.
            "--chdir=/",
            // The cluster's default would have every program be one of MPI's.
            "--mpi=none",
            "--quiet",
        ]);
        if (request is { Input: true, Terminal: true } && fromTerminal)
            words.Add("--pty");
        else
            words.Add("--disable-status");
        if (!request.Input)
            words.Add("--input=none");
        return [.. words, .. Here(target, request)];
    }
}
