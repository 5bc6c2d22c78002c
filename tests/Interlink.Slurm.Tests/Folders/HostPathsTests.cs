using Interlink.Hosting.Pods;
using Interlink.Planning;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Tests.Folders;

/// <summary>Where hostPaths lead, and what is made on the way, under a policy.</summary>
public sealed class HostPathsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("paths").FullName;

    public HostPathsTests()
    {
        Directory.CreateDirectory($"{folder}/real/sub");
        Directory.CreateDirectory($"{folder}/other");
        Directory.CreateSymbolicLink($"{folder}/allowed", "real");
        Directory.CreateSymbolicLink($"{folder}/real/out", "../other");
        File.CreateSymbolicLink($"{folder}/real/nowhere", "../other/new");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("allowed/sub", "Unset")]
    [InlineData("allowed/absent", "Unset")]
    [InlineData("allowed/new/deep", "DirectoryOrCreate")]
    public void What_leads_into_the_allowed_folders_goes(string path, string type)
    {
        HostPaths.Check([Check(path, Enum.Parse<HostPathType>(type))]);
        Assert.Equal(type == "DirectoryOrCreate", Directory.Exists($"{folder}/real/new/deep"));
    }

    [Theory]
    [InlineData("allowed/out", "Unset")]
    [InlineData("allowed/out/new", "DirectoryOrCreate")]
    [InlineData("allowed/out/new", "FileOrCreate")]
    [InlineData("allowed/nowhere", "FileOrCreate")]
    [InlineData("allowed/nowhere", "DirectoryOrCreate")]
    public void What_leads_out_of_them_is_refused_and_nothing_is_made(string path, string type)
    {
        var refusal = Assert.Throws<PodRequestException>(() => HostPaths.Check([Check(path, Enum.Parse<HostPathType>(type))]));
        Assert.Equal(PodRequestFailure.Refused, refusal.Failure);
        Assert.Contains("Policy.HostPaths", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries($"{folder}/other"));
    }

    [Fact]
    public void Nothing_is_made_where_nothing_may_be_written()
    {
        var check = new HostPathCheck($"{folder}/real/out/new", HostPathType.DirectoryOrCreate, "v") { NotWritable = [$"{folder}/other"] };
        Assert.Contains(
            "Policy.ReadOnlyHostPaths", Assert.Throws<PodRequestException>(() => HostPaths.Check([check])).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"{folder}/other/new"));
    }

    private HostPathCheck Check(string path, HostPathType type) =>
        new($"{folder}/{path}", type, "v") { Within = [$"{folder}/allowed"] };
}
