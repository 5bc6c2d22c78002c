using System.Reflection;
using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Health;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Services;
using Interlink.Processes;
using Interlink.SshTunnel.Configuration;
using Interlink.SshTunnel.Keys;
using Interlink.SshTunnel.Sessions;
using Interlink.SshTunnel.Tunnels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.SshTunnel.Startup;

/// <summary>Starts the program and runs it to its end.</summary>
internal static class TunnelProgram
{
    private const int BadSettings = 2;
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(20);

    /// <returns>The program's exit code: 0 after an orderly end, 2 for settings that cannot be used, 1 for anything else.</returns>
    public static async Task<int> RunAsync(TunnelFlags flags, bool wantsPprof)
    {
        var reader = new SettingsReader(flags);
        var settings = reader.Read();
        if (reader.Problems.Count > 0)
        {
            return Refuse(reader.Problems);
        }

        var commands = new CommandRunner();
        if (await ProblemAsync(settings, commands).ConfigureAwait(false) is { } problem)
        {
            return Refuse([problem]);
        }

        if (wantsPprof)
        {
            Say("profiling with pprof is not there; -listen serves /metrics.");
        }

        var builder = InterlinkHost.CreateBuilder(new ProgramIdentity("ssh-tunnel", Version, "Tunnel"), Host(settings));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(commands);
        builder.Services.AddSingleton<TunnelState>();
        builder.Services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<TunnelState>());
        builder.Services.AddLogger<SshSession>().AddSingleton<SshSession>();
        builder.Services.AddLogger<Tunnel>().AddSingleton<IHostedService, Tunnel>();
        await using var app = builder.Build();
        app.MapOperationEndpoints();
        return await app.RunToExitCodeAsync().ConfigureAwait(false);
    }

    /// <summary>Says what cannot be used, and gives the exit code for it.</summary>
    public static int Refuse(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            Say(problem);
        }

        return BadSettings;
    }

    private static string Version { get; } =
        typeof(TunnelProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>What would fail at each attempt in the same way; null when there is nothing.</summary>
    private static async Task<string?> ProblemAsync(TunnelSettings settings, CommandRunner commands)
    {
        try
        {
            PrivateKey.Read(settings.KeyFile, KeyFile.Read("-keyfile", settings.KeyFile));
            if (settings.HostKeyFile is { } path)
            {
                HostKeys.Read(path, KeyFile.Read("-hostkeyfile", path));
            }

            var check = new Command("ssh", SshArguments.Check(settings)) { Timeout = CheckPatience };
            var result = await commands.RunAsync(check, CancellationToken.None).ConfigureAwait(false);
            return result.ExitCode == 0 ? null : $"ssh does not take its arguments: {result.StandardError.Trim()}";
        }
        catch (KeyFileException failure)
        {
            return failure.Message;
        }
        catch (CommandStartException failure)
        {
            return $"{failure.Message} OpenSSH's client must be on PATH; Debian's package is openssh-client.";
        }
    }

    // Health and metrics are all there is to ask for, and hold no secret: an address that the operator chose is enough.
    private static Interlink.Hosting.HostOptions Host(TunnelSettings settings) => new()
    {
        Listen = new ListenOptions { Address = settings.ListenAddress, Port = settings.ListenPort, AllowInsecure = true },
        Logs = new LogOptions { Level = settings.Verbose ? LogLevel.Debug : LogLevel.Information },
        DrainTimeout = TimeSpan.FromSeconds(5),
    };

    private static void Say(string sentence) => Console.Error.WriteLine($"ssh-tunnel: {sentence}");
}
