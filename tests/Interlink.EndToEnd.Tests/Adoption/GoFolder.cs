using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Adoption;

/// <summary>A job folder with the files that the Go plugin writes.</summary>
internal sealed class GoFolder
{
    public GoFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
    }

    public string Path { get; }

    public string JobId { get; private set; } = "";

    /// <summary>Submits a real job with the folder's script.</summary>
    public async Task SubmitAsync(Pod pod, string script)
    {
        Write("job.slurm", $"#!/bin/sh\n#SBATCH --job-name={pod.Uid}\n#SBATCH --output={Path}/job.out\n{script}\n");
        var id = await Command.OutputAsync("sbatch", "--parsable", System.IO.Path.Combine(Path, "job.slurm"));
        Identify(pod, id.Trim());
    }

    public void Identify(Pod pod, string jobId)
    {
        JobId = jobId;
        Write("JobID.jid", jobId);
        Write("PodUID.uid", pod.Uid);
        Write("PodNamespace.ns", pod.Namespace);
    }

    public void Started() => Write("StartedAt.time", "2026-01-31 09:08:07.123456789 +0000 UTC");

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);
}
