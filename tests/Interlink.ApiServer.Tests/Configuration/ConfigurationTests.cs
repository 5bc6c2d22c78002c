using System.Text.RegularExpressions;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Tests.Configuration;

public sealed partial class ConfigurationTests : IDisposable
{
    private const string GoFile = """
        InterlinkAddress: "http://0.0.0.0"
        InterlinkPort: "3000"
        SidecarURL: "http://plugin"
        SidecarPort: "4000"
        VerboseLogging: true
        ErrorsOnlyLogging: false
        DataRootFolder: "~/.interlink"
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_the_Go_program_works_and_its_open_port_is_warned_about_loudly()
    {
        var load = Load(GoFile);
        Assert.Empty(load.Problems);
        var options = load.Options!;
        Assert.Equal(("0.0.0.0", 3000), (options.Host.Listen.Address, options.Host.Listen.Port));
        Assert.Equal("http://plugin:4000", options.Sidecars.Single().Address.ToString());
        Assert.Equal(LogLevel.Debug, options.Host.Logs.Level);
        Assert.Contains(load.Warnings, warning => warning.Contains("WHOEVER REACHES 0.0.0.0 CAN RUN PODS", StringComparison.Ordinal));
        Assert.Empty(Load(GoFile + "\nAllowInsecureListen: true").Warnings);
        Assert.Empty(Load(GoFile.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Warnings);
    }

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        var options = Load(GoFile, new()
        {
            ["INTERLINKURL"] = "unix:///run/interlink.sock",
            ["INTERLINKPORT"] = "3001",
            ["SIDECARURL"] = "https://other",
            ["SIDECARPORT"] = "4001",
        }).Options!;
        Assert.Equal("/run/interlink.sock", options.Host.Listen.UnixSocket);
        Assert.Equal("https://other:4001", options.Sidecars.Single().Address.ToString());
    }

    [Theory]
    [InlineData("Pprof:\n  Enabled: true\n  Address: 0.0.0.0\n  Port: 6060", "")]
    [InlineData("", "ENABLE_PPROF")]
    public void Pprof_is_accepted_with_a_warning(string lines, string variable)
    {
        var load = Load($"{GoFile}\n{lines}", new() { [variable] = "true" });
        Assert.NotNull(load.Options);
        Assert.Contains(load.Warnings, warning => warning.Contains("Pprof", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_nobody_knows_is_a_warning_with_the_one_that_was_meant()
    {
        var load = Load(GoFile + "\nSidecarPrt: 1");
        Assert.Contains(load.Warnings, warning => warning.Contains("SidecarPrt", StringComparison.Ordinal) && warning.Contains("SidecarPort", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("InterlinkAddress: 0.0.0.0", "http://host")]
    [InlineData("InterlinkAddress: http://localhost\nInterlinkPort: abc", "InterlinkPort")]
    [InlineData("SidecarURL: ftp://x", "SidecarURL")]
    [InlineData("SidecarURL: ''", "says where|missing")]
    [InlineData("SidecarURL: http://user:secret@host", "SidecarURL")]
    [InlineData("SidecarAuthorization: token", "SidecarTokenFile")]
    [InlineData("SidecarAuthorization: maybe", "none, caller or token")]
    [InlineData("JobScriptHosts: [\"ftp://x\"]", "JobScriptHosts")]
    [InlineData("SidecarTLS: {CertFile: /etc/hostname}", "KeyFile")]
    [InlineData("PatienceSeconds: 0", "PatienceSeconds")]
    [InlineData("LogFormat: xml", "text or json")]
    [InlineData("Sidecars: {default: {URL: 'http://x'}}", "default")]
    [InlineData("TLS: 7", "TLS")]
    public void What_cannot_be_used_is_told_by_its_key(string lines, string words)
    {
        var keys = lines.Split('\n').Select(line => line.Split(':')[0]).ToHashSet();
        var rest = GoFile.Split('\n').Where(line => !keys.Contains(line.Split(':')[0]));
        var load = Load(string.Join('\n', [.. rest, lines]));
        Assert.Null(load.Options);
        Assert.Contains(load.Problems, problem => Regex.IsMatch(problem, words));
        Assert.DoesNotContain(load.Problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_known_key_is_documented_and_every_documented_key_is_known()
    {
        var documentation = Recorded.Document("interlink.md");
        var words = Code().Matches(documentation).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var known = Load(GoFile).KnownKeys;
        Assert.DoesNotContain(known, key => !words.Contains(key));
        var rows = documentation.Split('\n').TakeWhile(line => line != "## Environment").Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var named = rows.SelectMany(row => Code().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, key => !known.Contains(key));
    }

    private ApiServerOptionsLoad Load(string yaml, Dictionary<string, string>? environment = null) => ApiServerOptionsLoader.Load(
        _folder.Write("config.yaml", yaml), name => environment?.GetValueOrDefault(name), new CommandLineOverrides());

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Code();
}
