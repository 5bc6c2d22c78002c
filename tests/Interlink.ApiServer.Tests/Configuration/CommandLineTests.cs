using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Configuration;

/// <summary>The command line, as Go's flags read it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--version")]
    [InlineData("-version")]
    [InlineData("-version=true")]
    public async Task The_version_is_printed_without_a_configuration(string flag)
    {
        using var program = new ApiServerProcess([flag]);
        Assert.Equal(0, await program.EndAsync());
        Assert.Matches(@"^\d+\.\d+\.\d+", program.Log);
    }

    [Theory]
    [InlineData("--interlinkconfigpath", "FILE")]
    [InlineData("-interlinkconfigpath", "FILE")]
    [InlineData("--interlinkconfigpath=FILE")]
    [InlineData("-interlinkconfigpath=FILE", "-verbose")]
    [InlineData("-errorsonly=false", "-interlinkconfigpath=FILE", "--verbose=true")]
    public async Task The_configuration_is_found_in_each_way_to_write_it(params string[] words)
    {
        using var program = new ApiServerProcess(words.Select(word => word.Replace("FILE", Config(), StringComparison.Ordinal)));
        await program.StartedAsync();
        Assert.Equal(0, await program.TerminateAsync());
    }

    [Fact]
    public async Task The_variable_names_the_configuration_too()
    {
        using var program = new ApiServerProcess([], new Dictionary<string, string> { ["INTERLINKCONFIGPATH"] = Config() });
        await program.StartedAsync();
    }

    [Fact]
    public async Task Errors_only_says_nothing_while_nothing_is_wrong()
    {
        using var program = new ApiServerProcess(["-errorsonly", "-interlinkconfigpath", Config()]);
        await Eventually.TrueAsync(() => File.Exists(_folder["api.sock"]), "it listens");
        Assert.Equal(0, await program.TerminateAsync());
        Assert.Equal("", program.Log.Trim());
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("-interlinkconfigpath")]
    [InlineData("-interlinkconfigpath=/nowhere/InterLinkConfig.yaml")]
    public async Task What_cannot_be_used_ends_it_with_a_sentence_and_code_2(string word)
    {
        using var program = new ApiServerProcess([word]);
        Assert.Equal(2, await program.EndAsync());
        Assert.StartsWith("interlink: ", program.Log);
        Assert.DoesNotContain("   at ", program.Log);
    }

    private string Config() => _folder.Write("InterLinkConfig.yaml", $"""
        InterlinkAddress: "unix://{_folder["api.sock"]}"
        SidecarURL: "unix://{_folder["sidecar.sock"]}"
        """);
}
