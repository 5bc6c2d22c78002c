using System.Diagnostics;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Runs programs of this machine to their end.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static CommandOutcome Run(string program, params string[] arguments) =>
        RunAsync(program, arguments).GetAwaiter().GetResult();

    public static Task<CommandOutcome> RunAsync(string program, params string[] arguments) =>
        RunAsync(program, arguments, new Dictionary<string, string>());

    public static Task<CommandOutcome> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment) =>
        RunAsync(program, arguments, environment, "");

    /// <summary>Runs a program that reads its standard input.</summary>
    public static Task<CommandOutcome> RunWithInputAsync(string program, string[] arguments, string input) =>
        RunAsync(program, arguments, new Dictionary<string, string>(), input);

    private static async Task<CommandOutcome> RunAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string> environment, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading, or without reading all.
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Limit.TotalSeconds} s");
        }
        return new CommandOutcome(process.ExitCode, await output, await error);
    }

    /// <summary>The output of a command that must succeed.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var outcome = await RunAsync(program, arguments);
        return outcome.ExitCode == 0
            ? outcome.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {outcome.ExitCode}: {outcome.Error}");
    }
}
