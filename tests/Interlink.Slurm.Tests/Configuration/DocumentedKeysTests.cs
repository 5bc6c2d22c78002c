using System.Text.RegularExpressions;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Tests.Planning;

namespace Interlink.Slurm.Tests.Configuration;

/// <summary>What the loader knows, what the documentation says and what --check-config explains are the same keys.</summary>
public sealed partial class DocumentedKeysTests : IDisposable
{
    // Accepted without effect, or explained as a part of another key.
    private static readonly string[] Unexplained =
        ["SingularityPrefix", "EnrootPrefix", "Namespace", "VKConfigPath", "KubeApi", "Gres", "VerboseLogging", "ErrorsOnlyLogging", "LogFormat", "Socket"];

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Every_known_key_is_documented()
    {
        string documentation = File.ReadAllText(Document("configuration.md"));
        var words = Code().Matches(documentation).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Load("").KnownKeys, key => !words.Contains(key));
    }

    [Fact]
    public void Every_documented_key_is_known()
    {
        var known = Load("").KnownKeys.ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Document("configuration.md")).TakeWhile(line => line != "## Environment").Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var named = rows.SelectMany(row => Code().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, key => !known.Contains(key));
    }

    [Fact]
    public void Every_key_that_the_compatibility_table_names_is_known()
    {
        var known = Load("").KnownKeys.ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Document("compatibility.md")).SkipWhile(line => line != "## Key by key").TakeWhile(line => line != "| environment | slurm-sidecar |");
        var named = rows.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(row => Code().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value))
            .ToList();
        Assert.InRange(named.Count, 25, 40);
        Assert.DoesNotContain(named, key => !known.Contains(key));
    }

    [Theory]
    [InlineData("singularity")]
    [InlineData("enroot")]
    [InlineData("podman")]
    [InlineData("docker")]
    public void Every_known_key_is_explained(string runtime)
    {
        var load = Load($"ContainerRuntime: {runtime}\n");
        var explained = ConfigExplanation.Of(load, new Dictionary<string, string>()).Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. new[] { "Singularity", "Enroot", "Podman", "Docker" }.Where(name => !name.Equals(runtime, StringComparison.OrdinalIgnoreCase))];
        Assert.DoesNotContain(
            load.KnownKeys.Except(explained).Except(Unexplained),
            key => !others.Any(other => key.StartsWith(other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_value_says_where_it_comes_from()
    {
        File.WriteAllText(file, "DataRootFolder: /jobs\nSidecarPort: 4001\nPollIntervalSeconds: 7\nCommandPrefix: \"export PASSWORD=s3cr3t\"\n");
        var environment = new Dictionary<string, string> { ["SIDECARPORT"] = "4002", ["SHARED_FS"] = "false" };
        var load = SlurmOptionsLoader.Load(file, environment, new CommandLineOverrides());
        var lines = ConfigExplanation.Of(load, environment).ToDictionary(line => line.Key, line => (line.Value, line.From));
        Assert.Equal(("4002", "SIDECARPORT"), lines["SidecarPort"]);
        Assert.Equal(("7", "file"), lines["PollIntervalSeconds"]);
        Assert.Equal(("30", "default"), lines["CommandTimeoutSeconds"]);
        Assert.Equal(("false", "environment"), lines["SHARED_FS"]);
        Assert.DoesNotContain(lines.Values, line => line.Value.Contains("s3cr3t", StringComparison.Ordinal));
    }

    private SlurmOptionsLoad Load(string yaml)
    {
        File.WriteAllText(file, "DataRootFolder: /jobs\n" + yaml);
        return SlurmOptionsLoader.Load(file, new Dictionary<string, string>(), new CommandLineOverrides());
    }

    private static string Document(string name) => GoldenTests.TestFile("..", "..", "docs", name);

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Code();
}
