using Interlink.Hosting.Configuration;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class ConfigReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SidecarPort: \"4000\"")]
    [InlineData("SidecarPort: 4000")]
    public void A_port_may_be_a_number_or_a_text(string yaml)
    {
        var config = Read(yaml);

        Assert.Equal(4000, config.GetInt("SidecarPort", 1, 1, 65535));
        Assert.Equal("4000", config.GetString("SidecarPort"));
        Assert.Empty(config.Problems);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("False", false)]
    [InlineData("'no'", false)]
    public void A_truth_value_may_be_written_as_YAML_1_1_has_it(string written, bool value) =>
        Assert.Equal(value, Read($"VerboseLogging: {written}").GetBool("VerboseLogging", !value));

    [Fact]
    public void What_is_absent_or_null_has_its_default()
    {
        var config = Read("Tsocks:\nNamespace: ~");

        Assert.True(config.GetBool("Tsocks", true));
        Assert.Equal("vk", config.GetString("Namespace", "vk"));
        Assert.Null(config.FindInt("PollIntervalSeconds"));
        Assert.Equal(["--nv"], config.GetStringList("SingularityDefaultOptions", ["--nv"]));
        Assert.False(config.Has("Tsocks"));
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void Lists_maps_and_sections_are_read_in_their_order()
    {
        var config = Read(
            """
            SingularityDefaultOptions: ["--nv", --no-eval]
            Single: --nv
            TLS: { Enabled: true, CertFile: /a.pem }
            Flavors:
              small: { Name: s, CPUDefault: 2 }
              large: { Name: l, CPUDefault: "16" }
            Taints:
              - { Key: a, Effect: NoSchedule }
              - { Key: b }
            Labels: { zone: 1, kind: gpu }
            """);

        Assert.Equal(["--nv", "--no-eval"], config.GetStringList("SingularityDefaultOptions"));
        Assert.Equal(["--nv"], config.GetStringList("Single"));
        Assert.Equal("/a.pem", config.GetSection("TLS").GetString("CertFile"));
        Assert.True(config.GetSection("TLS").GetBool("Enabled"));
        Assert.Equal([("small", 2), ("large", 16)], config.GetMap("Flavors").Select(pair =>
            (pair.Key, pair.Value.GetInt("CPUDefault", 0))));
        Assert.Equal(["a", "b"], config.GetSections("Taints").Select(taint => taint.GetString("Key")));
        Assert.Equal([new("zone", "1"), new("kind", "gpu")], config.GetStringMap("Labels"));
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void All_problems_are_told_at_once_with_their_place()
    {
        var path = _folder.Write("SlurmConfig.yaml",
            "SidecarPort: http\nTsocks: perhaps\nSbatchPath: [a]\nFlavors: { big: { CPUDefault: -1 } }\nTLS: 3\nTaints: { a: b }");
        var config = ConfigReader.Load(path);
        config.GetInt("SidecarPort", 0);
        config.GetInt("SidecarPort", 0);
        config.GetBool("Tsocks");
        config.GetString("SbatchPath");
        config.GetMap("Flavors")[0].Value.GetInt("CPUDefault", 0, 0, 4096);
        config.GetSection("TLS").GetBool("Enabled");
        config.GetSections("Taints");
        config.Report("DefaultFlavor", "names 'x', which is not among the Flavors");

        Assert.Equal(
            [
                $"{path}: SidecarPort must be a whole number, not 'http'.",
                $"{path}: Tsocks must be true or false, not 'perhaps'.",
                $"{path}: SbatchPath must be a text.",
                $"{path}: Flavors.big.CPUDefault is -1; it must be from 0 to 4096.",
                $"{path}: TLS must hold keys of its own.",
                $"{path}: Taints must be a list whose entries hold keys of their own.",
                $"{path}: DefaultFlavor names 'x', which is not among the Flavors.",
            ],
            config.Problems);
    }

    [Fact]
    public void Keys_nobody_knows_are_told_with_the_nearest_one()
    {
        var config = Read("sidecarport: 1\nSqeuePath: a\nSomethingElse: b\nTLS: { CertFlie: x }\nSidecarPort: 2");
        config.GetInt("SidecarPort", 0);
        config.GetString("SqueuePath");
        config.GetSection("TLS").GetString("CertFile");

        Assert.Equal(
            [
                "test.yaml: sidecarport is not a known key and is ignored: keys are case-sensitive, write SidecarPort.",
                "test.yaml: SqeuePath is not a known key and is ignored: did you mean SqueuePath?",
                "test.yaml: SomethingElse is not a known key and is ignored.",
                "test.yaml: TLS.CertFlie is not a known key and is ignored: did you mean CertFile?",
            ],
            config.UnknownKeys);
    }

    [Fact]
    public void A_section_that_was_read_twice_is_known_twice()
    {
        var config = Read("TLS: { Enabled: true, CertFile: x }");
        config.GetSection("TLS").GetBool("Enabled");
        config.GetSection("TLS").GetString("CertFile");

        Assert.Empty(config.UnknownKeys);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_a_problem_and_reads_as_empty()
    {
        var missing = ConfigReader.Load(_folder["nope.yaml"]);
        Assert.Equal([$"The configuration file '{_folder["nope.yaml"]}' does not exist."], missing.Problems);
        Assert.Equal("d", missing.GetString("x", "d"));

        Assert.StartsWith("The configuration file is not valid YAML: ",
            Assert.Single(ConfigReader.Load(_folder.Write("bad.yaml", "a: [1, 2")).Problems), StringComparison.Ordinal);
        Assert.Contains("must hold keys and values", Assert.Single(ConfigReader.Load(_folder.Write("list.yaml", "- a")).Problems),
            StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Single(ConfigReader.Load(_folder.Path).Problems), StringComparison.Ordinal);
        Assert.Empty(ConfigReader.Load(_folder.Write("empty.yaml", "# nothing")).Problems);
    }

    private static ConfigReader Read(string yaml) => new(Yaml.YamlDocument.Parse(yaml, "test.yaml")!.AsObject(), "test.yaml");
}
