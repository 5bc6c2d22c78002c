using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Lifetime;

/// <summary>One run of a program, from its start to its exit code.</summary>
internal sealed partial class ProgramRun(WebApplication app, ServiceNotifier notifier)
{
    private const int Success = 0;
    private const int Failure = 1;

    private readonly ProgramIdentity _program = app.Services.GetRequiredService<ProgramIdentity>();
    private readonly HostOptions _options = app.Services.GetRequiredService<HostOptions>();
    private readonly ILogger _logger = app.Services.GetRequiredService<ILogger<ProgramRun>>();

    // Kestrel knows a socket only by the private name it was made under.
    private string Addresses => _options.Listen.UnixSocket is { } path ? "unix://" + path : string.Join(", ", app.Urls);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using (app.ConfigureAwait(false))
        {
            if (await StartAsync(cancellationToken).ConfigureAwait(false) is { } ended)
            {
                return ended;
            }

            using var stopping = app.Lifetime.ApplicationStopping.Register(() => notifier.Notify(ServiceNotifier.Stopping));
            notifier.Notify(ServiceNotifier.Ready);
            LogStarted(_program.Name, _program.Version, Addresses);
            return await StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The exit code if it did not come to a start.</summary>
    private async Task<int?> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            LogStoppedWhileStarting(_program.Name);
            return Success;
        }
        catch (Exception e)
        {
            LogStartFailed(StartFailure.Describe(e, _program, _options), StartFailure.IsForeseen(e) ? null : e);
            return Failure;
        }
    }

    private async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogCutOff((int)_options.DrainTimeout.TotalSeconds);
        }
        catch (Exception e)
        {
            LogStopFailed(_program.Name, e);
            return Failure;
        }

        // A background service that failed ends the host, which by itself would look like an orderly end.
        var failed = app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .FirstOrDefault(service => service.ExecuteTask is { IsFaulted: true });
        if (failed is not null)
        {
            LogServiceFailed(_program.Name, failed.ExecuteTask?.Exception?.InnerException);
            return Failure;
        }

        LogStopped(_program.Name);
        return Success;
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "{Program} {Version} listens on {Addresses}")]
    private partial void LogStarted(string program, string version, string addresses);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "{Program} has stopped")]
    private partial void LogStopped(string program);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Critical, Message = "{Sentence}")]
    private partial void LogStartFailed(string sentence, Exception? exception);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "Requests that had not finished after {Seconds} s were cut off")]
    private partial void LogCutOff(int seconds);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Error, Message = "{Program} did not stop in order")]
    private partial void LogStopFailed(string program, Exception exception);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Critical, Message = "{Program} ends because a part of it failed")]
    private partial void LogServiceFailed(string program, Exception? exception);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Information, Message = "{Program} was told to stop while it started")]
    private partial void LogStoppedWhileStarting(string program);
}
