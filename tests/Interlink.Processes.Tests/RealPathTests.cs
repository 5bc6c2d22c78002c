namespace Interlink.Processes.Tests;

public sealed class RealPathTests : IDisposable
{
    private readonly string folder = RealPath.Of(Directory.CreateTempSubdirectory("real é ").FullName)!;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Links_are_followed_wherever_they_are_in_the_path()
    {
        Directory.CreateDirectory($"{folder}/a/b");
        Directory.CreateSymbolicLink($"{folder}/link", "a");
        Directory.CreateSymbolicLink($"{folder}/a/b/up", "../..");
        Assert.Equal($"{folder}/a/b", RealPath.Of($"{folder}//link/./b/"));
        Assert.Equal($"{folder}/a", RealPath.Of($"{folder}/link/b/up/link"));
        Assert.Equal("/", RealPath.Of("/"));
    }

    [Fact]
    public void What_leads_nowhere_is_nowhere()
    {
        File.CreateSymbolicLink($"{folder}/nowhere", "/no/such");
        File.CreateSymbolicLink($"{folder}/loop", "loop");
        Assert.Null(RealPath.Of($"{folder}/nowhere"));
        Assert.Null(RealPath.Of($"{folder}/loop"));
        Assert.Null(RealPath.Of($"{folder}/absent"));
        Assert.Null(RealPath.Of("/" + new string('x', 5000)));
    }

    [Theory]
    [InlineData("/a", "/a", true)]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/", "/a", false)]
    [InlineData("/a", "/", true)]
    [InlineData("/", "/", true)]
    public void A_path_is_in_a_folder(string path, string folder, bool inside) => Assert.Equal(inside, RealPath.IsIn(path, folder));
}
