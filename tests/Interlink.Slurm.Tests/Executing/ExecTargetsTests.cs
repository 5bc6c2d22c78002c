using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;
using Interlink.Slurm.Executing;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Executing;

public sealed class ExecTargetsTests : IDisposable
{
    private readonly JobFolders folders = new(Directory.CreateTempSubdirectory("targets-").FullName);

    public void Dispose() => Directory.Delete(folders.Root, recursive: true);

    [Theory]
    [InlineData("train")]
    [InlineData("u1")]
    public void A_running_pod_is_found_by_its_name_and_by_its_UID(string pod)
    {
        Run("u1", "train");
        Run("u2", "other");
        var target = new ExecTargets(folders).Find("default", pod, container: null);
        Assert.Equal(("12", "/opt/pod let", "/node/default-u1", "main"), (target.Job.Id, target.Podlet, target.Folder, target.Container));
        Assert.Equal(["second", "proxy"], target.Others);
    }

    [Fact]
    public void Of_several_pods_of_one_name_the_one_that_runs_is_meant()
    {
        End(Run("u1", "train"));
        Run("u2", "train");
        Write("u3", "train");
        Assert.Equal("/node/default-u2", new ExecTargets(folders).Find("default", "train", "second").Folder);
        Run("u4", "train");
        Refuses(PodRequestFailure.Invalid, "name one by its UID, u2 or u4", "train");
    }

    [Fact]
    public void A_pod_that_does_not_run_says_why()
    {
        Refuses(PodRequestFailure.NotFound, "There is no pod default/train below " + folders.Root, "train");
        var folder = Write("u1", "train");
        Refuses(PodRequestFailure.Refused, "The pod default/train was not submitted yet.", "train");
        folder.WriteJobId(new JobId("12"), ("default", "u1"));
        Refuses(PodRequestFailure.Refused, "The pod default/train has not begun: its job is 12.", "train");
        End(folder);
        Refuses(PodRequestFailure.Refused, "The pod default/train has ended.", "u1");
    }

    [Fact]
    public void A_container_that_does_not_run_is_named()
    {
        Run("u1", "train");
        Refuses(PodRequestFailure.NotFound, "has no container none, only main, second, proxy.", "train", "none");
        Refuses(PodRequestFailure.Refused, "does not run its container proxy now.", "train", "proxy");
    }

    [Fact]
    public void A_batch_script_that_was_changed_is_named()
    {
        var folder = Run("u1", "train");
        File.WriteAllText(folder.BatchScript, "#!/bin/sh\n/opt/podlet job /x\n");
        Refuses(PodRequestFailure.Refused, folder.BatchScript, "train");
    }

    private void Refuses(PodRequestFailure failure, string sentence, string pod, string? container = null)
    {
        var refusal = Assert.Throws<PodRequestException>(() => new ExecTargets(folders).Find("default", pod, container));
        Assert.Equal(failure, refusal.Failure);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private JobFolder Run(string uid, string name)
    {
        var folder = Write(uid, name);
        folder.WriteJobId(new JobId("12"), ("default", uid));
        Say(folder, new PodRunStatus { Uid = uid, Phase = PodPhase.Running, Containers = [Running("main"), Running("second")] });
        return folder;
    }

    private static void End(JobFolder folder) => Say(
        folder,
        new PodRunStatus { Uid = "u", Phase = PodPhase.Succeeded, FinishedAt = DateTimeOffset.UnixEpoch });

    private static void Say(JobFolder folder, PodRunStatus status) =>
        File.WriteAllBytes(folder.File(JobFolderFiles.Status), RunStatusJson.Write(status));

    private static ContainerStatus Running(string name) =>
        new() { Name = name, State = new ContainerState { Running = new RunningState(DateTimeOffset.UnixEpoch) } };

    private JobFolder Write(string uid, string name)
    {
        var folder = folders.For("default", uid);
        folders.Write(folder, new JobPlan
        {
            Pod = new PodPlan
            {
                Namespace = "default",
                Name = name,
                Uid = uid,
                Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
                InitContainers = [new ContainerPlan { Name = "proxy", Image = "i" }],
                Containers = [new ContainerPlan { Name = "main", Image = "i" }, new ContainerPlan { Name = "second", Image = "i" }],
            },
            BatchScript = $"#!/bin/bash\n#SBATCH --job-name={uid}\n\nexec '/opt/pod let' job /node/default-{uid} --unpack <<'INTERLINK_CONTENT'\n{{}}\nINTERLINK_CONTENT\n",
            Files = [],
            Folders = [],
        });
        return folder;
    }
}
