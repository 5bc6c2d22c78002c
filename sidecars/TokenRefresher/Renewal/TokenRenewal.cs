using System.Globalization;
using Interlink.TokenRefresher.Configuration;
using Interlink.TokenRefresher.Files;
using Interlink.TokenRefresher.Grants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.TokenRefresher.Renewal;

/// <summary>Renews the token for as long as the program runs. A failure leaves the token that there is.</summary>
internal sealed partial class TokenRenewal(
    RefresherSettings settings, TokenEndpoint endpoint, TokenFiles files, TokenState state, TimeProvider time, ILogger<TokenRenewal> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Endpoint is { Scheme: "http", IsLoopback: false })
        {
            LogPlain(settings.Endpoint.Host);
        }

        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                var grant = await AskAsync(stoppingToken).ConfigureAwait(false);
                files.Save(grant);
                failures = 0;
                state.Renewed(grant.Lifetime);
                pause = RenewalTimes.AfterSuccess(grant.Lifetime);
                LogRenewed(settings.TokenPath, Seconds(pause));
            }
            catch (Exception failure) when (failure is GrantException or IOException)
            {
                failures++;
                state.Failed();
                pause = RenewalTimes.AfterFailure(failures, Random.Shared.NextDouble());
                LogFailed(failure.Message, Seconds(pause));
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<TokenGrant> AskAsync(CancellationToken cancellationToken)
    {
        if (settings.Grant == GrantType.ClientCredentials)
        {
            return await endpoint.AskAsync(null, cancellationToken).ConfigureAwait(false);
        }

        var kept = files.RefreshToken();
        var given = settings.RefreshToken.Read();
        var refresh = kept ?? given
            ?? throw new GrantException($"There is no refresh token: set IAM_REFRESH_TOKEN, or put one into {settings.TokenPath}-refresh");
        try
        {
            return await endpoint.AskAsync(refresh, cancellationToken).ConfigureAwait(false);
        }
        catch (GrantException refusal) when (refusal.Code == "invalid_grant" && given is not null && given != refresh)
        {
            // Who replaced a withdrawn token in the environment would otherwise have to find and delete the file as well.
            LogOtherToken(settings.TokenPath);
            return await endpoint.AskAsync(given, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Seconds(TimeSpan pause) => pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "{Path} holds a new token; the next is asked for in {Seconds} s")]
    private partial void LogRenewed(string path, string seconds);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "No new token: {Reason}; tried again in {Seconds} s")]
    private partial void LogFailed(string reason, string seconds);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "{Path}-refresh is not valid any more; IAM_REFRESH_TOKEN is tried")]
    private partial void LogOtherToken(string path);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning,
        Message = "The secrets go to {Host} without TLS; set IAM_TOKEN_ENDPOINT to an https:// address")]
    private partial void LogPlain(string host);
}
