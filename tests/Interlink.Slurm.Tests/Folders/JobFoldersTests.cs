using System.Text;
using Interlink.Hosting.Pods;
using Interlink.Planning;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Folders;

public sealed class JobFoldersTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead;
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly JobFolders folders = new(Directory.CreateTempSubdirectory("folders-").FullName);

    public JobFoldersTests() => Posix.KeepFilesPrivate();

    [Fact]
    public void A_folder_holds_what_was_planned_for_its_owner_alone()
    {
        var folder = folders.For("default", "u1");

        folders.Write(folder, Plan("u1"));

        Assert.Equal(Folder, File.GetUnixFileMode(folder.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File(JobFolderFiles.Plan)));
        Assert.Equal(ReadOnly, File.GetUnixFileMode(folder.File("secrets/s/key")));
        Assert.Equal("hidden", File.ReadAllText(folder.File("secrets/s/key")));
        Assert.True(Directory.Exists(folder.File("emptyDirs/scratch")));
        Assert.Equal("u1", folder.ReadPlan()!.Uid);
    }

    [Fact]
    public void Nothing_is_left_of_a_folder_that_could_not_be_finished()
    {
        var broken = Plan("u2") with { Files = [new PlannedFile("a", new byte[1], ReadOnly), new PlannedFile("a/b", new byte[1], ReadOnly)] };

        var failure = Assert.Throws<PodRequestException>(() => folders.Write(folders.For("default", "u2"), broken));

        Assert.Equal(PodRequestFailure.Storage, failure.Failure);
        Assert.Contains("default-u2", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folders.Root));
    }

    [Fact]
    public void What_a_killed_program_left_half_made_is_swept_at_the_start()
    {
        Directory.CreateDirectory(Path.Combine(folders.Root, ".new-default-u3", "secrets"));
        Directory.CreateDirectory(Path.Combine(folders.Root, ".gone-default-u4"));
        Directory.CreateDirectory(folders.Programs);

        folders.Prepare();

        Assert.Equal([folders.Programs], Directory.EnumerateFileSystemEntries(folders.Root));
        Assert.Empty(folders.Scan());
    }

    [Fact]
    public void A_folder_that_is_in_the_way_is_not_overwritten()
    {
        var folder = folders.For("default", "u5");
        folders.Write(folder, Plan("u5"));

        Assert.Throws<PodRequestException>(() => folders.Write(folder, Plan("u5")));

        Assert.Equal("u5", folder.ReadPlan()!.Uid);
        Assert.Single(Directory.EnumerateFileSystemEntries(folders.Root));
    }

    [Fact]
    public void Folders_that_cannot_be_written_to_can_be_removed()
    {
        var folder = folders.For("default", "u6");
        folders.Write(folder, Plan("u6"));
        File.SetUnixFileMode(folder.File("secrets"), ReadOnly | UnixFileMode.UserExecute);

        folders.Remove(folder);
        folders.Remove(folder);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folders.Root));
    }

    [Fact]
    public void The_job_is_written_as_the_Go_plugin_reads_it()
    {
        var folder = folders.For("default", "u7");
        folders.Write(folder, Plan("u7"));

        folder.WriteJobId(new JobId("12"), ("default", "u7"));

        Assert.Equal(
            ("12", "u7", "default"),
            (File.ReadAllText(folder.File("JobID.jid")), File.ReadAllText(folder.File("PodUID.uid")), File.ReadAllText(folder.File("PodNamespace.ns"))));
        Assert.Equal(new JobId("12"), folder.ReadJobId());
    }

    [Fact]
    public void An_empty_deletion_file_is_an_intent_all_the_same()
    {
        var folder = folders.For("default", "u8");
        folders.Write(folder, Plan("u8"));
        File.WriteAllText(folder.File(JobFolderFiles.DeletedAt), "");

        Assert.NotNull(folder.ReadDeletedAt());
    }

    public void Dispose() => Directory.Delete(folders.Root, recursive: true);

    private static JobPlan Plan(string uid) => new()
    {
        Pod = new PodPlan
        {
            Namespace = "default",
            Name = "pod",
            Uid = uid,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            Containers = [new ContainerPlan { Name = "main", Image = "i" }],
        },
        BatchScript = "#!/bin/sh\n",
        Files = [new PlannedFile("secrets/s/key", Encoding.UTF8.GetBytes("hidden"), ReadOnly)],
        Folders = [new PlannedFolder("secrets/s", Folder), new PlannedFolder("emptyDirs/scratch", Folder)],
    };
}
