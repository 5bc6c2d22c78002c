using System.Text;
using Interlink.Planning;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Planning;

/// <summary>
/// A script that the API server made for the pod: it runs on the node in place of the containers, which only lend it their names. It finds
/// the job folder in <c>workingPath</c> and <c>SANDBOX</c>, and tells how each container went by a status file there.
/// </summary>
internal static class HandedScript
{
    /// <summary>The plan with the script in place of its containers; the script is added to <paramref name="files"/>.</summary>
    public static PodPlan Replace(PodPlan plan, string script, string jobFolder, List<PlannedFile> files)
    {
        if (script.Contains('\0', StringComparison.Ordinal))
            throw Reject.Invalid("The job script that came with the pod holds a NUL character, which no script can: correct its builder.");
        string path = $"{jobFolder}/{JobFolderFiles.JobScript}";
        string text = script.ReplaceLineEndings("\n");
        files.Add(new PlannedFile(JobFolderFiles.JobScript, Encoding.UTF8.GetBytes(text), Private.Script));
        return plan with
        {
            // The script says itself when it has failed; the kubelet's restarts are for containers.
            RestartPolicy = RestartPolicy.Never,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            InitContainers = [],
            Containers =
            [
                new ContainerPlan
                {
                    Name = JobFolderFiles.ScriptContainer,
                    Image = "",
                    // Without a first line of its own it is text for the shell that the Go plugin's job would have given it to.
                    Command = text.StartsWith("#!", StringComparison.Ordinal) ? [path] : [plan.Shell, path],
                    Environment = [new EnvironmentVariable("workingPath", jobFolder), new EnvironmentVariable("SANDBOX", jobFolder)],
                },
            ],
            Scripted =
            [
                .. plan.InitContainers.Select(container => Of(container, init: true)),
                .. plan.Containers.Select(container => Of(container, init: false)),
            ],
        };
    }

    private static ScriptedContainer Of(ContainerPlan container, bool init) => new(container.Name, container.Image, init, container.Sidecar);
}
