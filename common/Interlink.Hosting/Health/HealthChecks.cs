using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Health;

/// <summary>Asks all readiness checks, side by side.</summary>
internal sealed partial class HealthChecks(
    IEnumerable<IReadinessCheck> checks, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<HealthChecks> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IReadinessCheck[] _checks = [.. checks];

    public async Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(_checks.Select(check => AskAsync(check, cancellationToken))).ConfigureAwait(false);
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested ? "it is stopping" : null;
        return new HealthReport([new("running", stopping), .. answers]);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A check that fails in any way is not ready.")]
    private async Task<KeyValuePair<string, string?>> AskAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var problem = await check.CheckAsync(either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
            return new(check.Name, problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(check.Name, $"it did not answer within {Patience.TotalSeconds} s");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(check.Name, e);
            return new(check.Name, "it could not be checked; the log has the reason");
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "The readiness check {Name} failed")]
    private partial void LogFailed(string name, Exception exception);
}
