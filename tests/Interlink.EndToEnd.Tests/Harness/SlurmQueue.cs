namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What Slurm knows, asked behind the sidecar's back.</summary>
internal static class SlurmQueue
{
    /// <summary>All jobs whose script lies below a folder, ended ones too.</summary>
    public static async Task<IReadOnlyList<SlurmJob>> JobsBelowAsync(string folder)
    {
        var output = await Command.OutputAsync("squeue", "-h", "-a", "-t", "all", "-o", "%i|%t|%o");
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('|', 3))
                .Where(fields => fields[2].StartsWith(folder + "/", StringComparison.Ordinal))
                .Select(fields => new SlurmJob(fields[0], fields[1], fields[2].Trim())),
        ];
    }

    public static Task CancelAsync(string job) => Command.OutputAsync("scancel", job);
}
