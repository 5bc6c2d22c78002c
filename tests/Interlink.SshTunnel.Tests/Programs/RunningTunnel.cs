using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>The tunnel.</summary>
internal sealed partial class RunningTunnel : RunningProgram
{
    private static readonly HttpClient Http = new();

    public RunningTunnel(string temporaryFolder, params string[] arguments)
        : this(temporaryFolder, [], arguments)
    {
    }

    public RunningTunnel(string temporaryFolder, (string Name, string Value)[] environment, string[] arguments)
        : base(StartOf(temporaryFolder, environment, arguments))
    {
    }

    /// <summary>The processes below it.</summary>
    public IReadOnlyList<int> Children =>
        [.. Directory.EnumerateDirectories($"/proc/{Id}/task").SelectMany(thread => File.ReadAllText(thread + "/children").Split(' '))
            .Where(word => word.Length > 0).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    public Task UpAsync(int times = 1) => WaitForAsync(() => UpLine().Count(Log) >= times, "the tunnel is up");

    /// <summary>What an endpoint answers.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        await LoggedAsync("listens on http://");
        using var answer = await Http.GetAsync(Address().Match(Log).Value + path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static ProcessStartInfo StartOf(string temporaryFolder, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = StartOf("ssh-tunnel", arguments);
        start.Environment["TMPDIR"] = temporaryFolder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();

    [GeneratedRegex("The tunnel to .* is up")]
    private static partial Regex UpLine();
}
