using Interlink.Processes;
using Interlink.SshTunnel.Configuration;
using Interlink.SshTunnel.Keys;
using Interlink.SshTunnel.Tunnels;
using Microsoft.Extensions.Logging;

namespace Interlink.SshTunnel.Sessions;

/// <summary>
/// Makes one connection and keeps it to its end. One ssh connects; a second tells it by its control socket to forward, and ends with 0 only
/// when the server has agreed: no line of text has to be understood to know that the tunnel is up.
/// </summary>
internal sealed partial class SshSession(
    TunnelSettings settings, CommandRunner commands, TunnelState state, TimeProvider time, ILogger<SshSession> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ForwardPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["LC_ALL"] = "C",
        ["SSH_AUTH_SOCK"] = null,
        ["SSH_ASKPASS"] = null,
        ["DISPLAY"] = null,
    };

    /// <summary>Runs until the connection ends or is told to.</summary>
    /// <exception cref="KeyFileException">A file with a key cannot be used.</exception>
    /// <exception cref="CommandStartException">There is no ssh.</exception>
    /// <exception cref="OperationCanceledException">It was told to end; ssh has ended.</exception>
    public async Task<SessionEnd> RunAsync(CancellationToken cancellationToken)
    {
        var key = PrivateKey.Read(settings.KeyFile, KeyFile.Read("-keyfile", settings.KeyFile));
        var hostKeys = settings.HostKeyFile is { } path ? HostKeys.Read(path, KeyFile.Read("-hostkeyfile", path)) : HostKeys.None;
        using var folder = PrivateFolder.Create(key, hostKeys);
        var output = new SshOutput(logger);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connection = RunSshAsync(SshArguments.Connect(settings, hostKeys, folder), output, null, ending.Token);
        try
        {
            return await UseAsync(connection, folder, output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SessionEnd> UseAsync(
        Task<CommandResult> connection, PrivateFolder folder, SshOutput output, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        long? up = null;
        while (!folder.IsConnected && !connection.IsCompleted)
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                return Ended($"{settings.Address} has not let the user in within {Patience.TotalSeconds} s");
            }

            await Task.WhenAny(connection, Task.Delay(Glance, time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (!connection.IsCompleted)
        {
            NoteHostKey(folder);
            var order = await RunSshAsync(SshArguments.Forward(settings, folder), output, ForwardPatience, cancellationToken).ConfigureAwait(false);
            folder.ForgetKeys();
            if (order.ExitCode != 0)
            {
                return Ended($"{settings.Address} did not agree to forward within {ForwardPatience.TotalSeconds} s");
            }

            up = time.GetTimestamp();
            state.Up();
            LogUp(settings.Address, string.Join(", ", settings.RemoteForwards.Select(forward => "-R " + forward)
                .Concat(settings.LocalForwards.Select(forward => "-L " + forward))));
        }

        var result = await connection.ConfigureAwait(false);
        return Ended($"ssh ended with exit code {result.ExitCode}");

        SessionEnd Ended(string otherwise) => new(
            SshComplaint.Explain(output.Last, settings, otherwise), up is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero);
    }

    private void NoteHostKey(PrivateFolder folder)
    {
        if (settings.HostKeyFile is null && File.ReadLines(folder.KnownHosts).FirstOrDefault() is { } entry)
        {
            LogUnchecked(settings.Address, entry[(entry.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        }
    }

    private Task<CommandResult> RunSshAsync(
        IReadOnlyList<string> arguments, SshOutput output, TimeSpan? timeout, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command("ssh", arguments)
            {
                Environment = Environment,
                StandardErrorLine = output.Take,
                Tethered = true,
                Timeout = timeout,
                KillGrace = KillGrace,
            },
            cancellationToken);

    [LoggerMessage(EventId = 5201, Level = LogLevel.Information, Message = "The tunnel to {Address} is up: {Forwards}")]
    private partial void LogUp(SshAddress address, string forwards);

    [LoggerMessage(EventId = 5202, Level = LogLevel.Warning,
        Message = "{Address} is NOT CHECKED to be the right host; if this is its key, put the line into a file for -hostkeyfile: {Key}")]
    private partial void LogUnchecked(SshAddress address, string key);
}
