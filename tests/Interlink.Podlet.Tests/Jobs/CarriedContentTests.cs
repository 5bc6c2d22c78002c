using System.Diagnostics;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Jobs;

/// <summary><c>podlet job --unpack</c>: what came with the batch script becomes the job folder.</summary>
public sealed class CarriedContentTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "carried-" + Guid.NewGuid().ToString("N")[..12]);

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Files_folders_and_modes_arrive_before_the_pod_runs()
    {
        var plan = Plan.Of(Plan.Sh("main", $"cat {folder}/secrets/s/key; stat -c %a {folder}/secrets/s/key {folder}/secrets/s {folder}"));

        Assert.Equal(0, Job(Content(plan)));

        Assert.Equal("s3cr3t400\n700\n700\n", File.ReadAllText(Path.Combine(folder, JobFolderFiles.Log("main", init: false))));
    }

    [Fact]
    public void A_second_start_of_the_job_finds_its_own_files_again()
    {
        var plan = Plan.Of(Plan.Sh("main", $"cat {folder}/secrets/s/key"));
        Assert.Equal(0, Job(Content(plan)));
        Assert.Equal(0, Job(Content(plan)));
    }

    [Fact]
    public void A_folder_of_the_node_alone_goes_with_the_job()
    {
        var plan = Plan.Of(Plan.Sh("main", "exit 3")) with { OnNodeOnly = true };
        Assert.Equal(3, Job(Content(plan)));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_link_in_the_folders_place_is_refused()
    {
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-").FullName;
        Directory.CreateSymbolicLink(folder, elsewhere);
        Assert.Equal(ExitCodes.BadPlan, Job(Content(Plan.Of(Plan.Sh("main", "true")))));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Directory.Delete(folder);
        Directory.Delete(elsewhere);
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/escaped")]
    [InlineData("a/../../escaped")]
    public void A_path_outside_of_the_folder_is_refused(string path)
    {
        var content = Content(Plan.Of(Plan.Sh("main", "true"))) with { Files = [new NodeFile(path, 0b110_000_000, [1])] };
        Assert.Equal(ExitCodes.BadPlan, Job(content));
    }

    [Fact]
    public void What_is_cut_short_is_refused()
    {
        byte[] whole = NodeContent.Write(Content(Plan.Of(Plan.Sh("main", "true"))));
        Assert.Equal(ExitCodes.BadPlan, Job(whole[..^10]));
        Assert.False(Directory.Exists(folder));
    }

    private static NodeContent Content(PodPlan plan) => new()
    {
        Folders = [new NodeFolder("secrets", 0b111_000_000), new NodeFolder("secrets/s", 0b111_000_000)],
        Files =
        [
            new NodeFile(JobFolderFiles.Plan, 0b110_000_000, PlanJson.Write(plan)),
            new NodeFile("secrets/s/key", 0b100_000_000, "s3cr3t"u8.ToArray()),
        ],
    };

    private int Job(NodeContent content) => Job(NodeContent.Write(content));

    private int Job(byte[] content)
    {
        var start = new ProcessStartInfo(PodletFile.Path, ["job", folder, "--unpack"]) { RedirectStandardInput = true };
        using var podlet = Process.Start(start)!;
        podlet.StandardInput.BaseStream.Write(content);
        podlet.StandardInput.Close();
        podlet.WaitForExit();
        return podlet.ExitCode;
    }
}
