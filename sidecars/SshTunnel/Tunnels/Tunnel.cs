using System.Globalization;
using Interlink.Hosting.Retries;
using Interlink.Processes;
using Interlink.SshTunnel.Configuration;
using Interlink.SshTunnel.Keys;
using Interlink.SshTunnel.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.SshTunnel.Tunnels;

/// <summary>Makes a connection, and another whenever one ends, for as long as the program runs.</summary>
internal sealed partial class Tunnel(
    TunnelSettings settings, SshSession session, TunnelState state, TimeProvider time, ILogger<Tunnel> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.HostKeyFile is null)
        {
            LogUnchecked(settings.Address);
        }

        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var end = await TryAsync(stoppingToken).ConfigureAwait(false);
            failures = end.Up > Steady ? 1 : failures + 1;
            state.Down(end.Reason);
            var pause = RetryPause.After(failures, LongestPause, Random.Shared.NextDouble());
            LogDown(end.Reason, pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture));
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<SessionEnd> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is KeyFileException or CommandStartException)
        {
            return new SessionEnd(failure.Message.TrimEnd('.'), TimeSpan.Zero);
        }
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning,
        Message = "NO HOST KEY was given: whoever answers at {Address} is believed to be the right host, and gets all traffic. Give " +
            "-hostkeyfile, and -strict so that it is never forgotten")]
    private partial void LogUnchecked(SshAddress address);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "The tunnel is down: {Reason}; tried again in {Seconds} s")]
    private partial void LogDown(string reason, string seconds);
}
