using Interlink.Hosting.Access;
using Interlink.Hosting.Pods;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Interlink.ApiServer.Access;

/// <summary>
/// Callers who show a token of an OpenID Connect issuer (OpenID Connect Discovery 1.0, RFC 7519): signed by a key that the issuer publishes,
/// made for this audience, not over. Keys are fetched when they are first needed, every hour, and when a token names one that is not known;
/// while the issuer does not answer, those that were fetched last count.
/// </summary>
internal sealed partial class OidcCheck : ICallerCheck, IDisposable
{
    /// <summary>No algorithm that takes a shared secret: a public key would do for one.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeysHold = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenUnknownKeys = TimeSpan.FromSeconds(10);

    private readonly OidcOptions _options;
    private readonly ILogger<OidcCheck> _logger;
    private readonly IssuerClient _issuer;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _keys;
    private readonly TokenValidationParameters _rules;
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    public OidcCheck(OidcOptions options, ILogger<OidcCheck> logger)
    {
        _options = options;
        _logger = logger;
        _issuer = new IssuerClient(options.CACertFile);
        _keys = new ConfigurationManager<OpenIdConnectConfiguration>(
            options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), _issuer)
        {
            AutomaticRefreshInterval = KeysHold,
            RefreshInterval = BetweenUnknownKeys,
            // A key that the issuer has withdrawn is not good any more.
            UseLastKnownGoodConfiguration = false,
        };
        _rules = new TokenValidationParameters
        {
            ConfigurationManager = _keys,
            ValidAlgorithms = Algorithms,
            ValidAudience = options.Audience,
            IssuerValidator = (issuer, _, _) => issuer == options.Issuer ? issuer : throw new SecurityTokenInvalidIssuerException(),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };
    }

    public string Wanted => $"a token of {_options.Issuer} for the audience {_options.Audience}";

    public async ValueTask<bool> KnowsAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (AuthorizationHeader.TokenOf(authorization) is not { } token || !_tokens.CanReadToken(token))
        {
            return false;
        }

        await NeedKeysAsync(cancellationToken).ConfigureAwait(false);
        var result = await _tokens.ValidateTokenAsync(token, _rules.Clone()).ConfigureAwait(false);
        if (!result.IsValid)
        {
            LogRefused(Reason(result.Exception));
            return false;
        }

        var subject = (result.SecurityToken as JsonWebToken)?.Subject ?? "";
        if (_options.Subjects.Count == 0 || _options.Subjects.Any(allowed => Fits(subject, allowed)))
        {
            return true;
        }

        LogRefused($"its subject, {subject}, is not among those that may call");
        return false;
    }

    public void Dispose() => _issuer.Dispose();

    private async Task NeedKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _keys.GetConfigurationAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or OpenIdConnectProtocolException)
        {
            throw new PodRequestException(
                PodRequestFailure.Unavailable,
                $"Tokens cannot be checked: the keys of {_options.Issuer} cannot be fetched: {e.GetBaseException().Message.TrimEnd('.')}.",
                e);
        }
    }

    private static bool Fits(string subject, string allowed) =>
        allowed.EndsWith('*') ? subject.StartsWith(allowed[..^1], StringComparison.Ordinal) : subject == allowed;

    // The library's own sentences may quote the token.
    private static string Reason(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => "it is over",
        SecurityTokenNotYetValidException => "it is not valid yet",
        SecurityTokenInvalidAudienceException => "it is made for another audience",
        SecurityTokenInvalidIssuerException => "another issuer made it",
        SecurityTokenSignatureKeyNotFoundException => "its key is none of the issuer's",
        SecurityTokenNoExpirationException => "it never ends",
        _ => $"it cannot be trusted ({failure?.GetType().Name})",
    };

    [LoggerMessage(EventId = 3701, Level = LogLevel.Warning, Message = "A caller's token is refused: {Reason}")]
    private partial void LogRefused(string reason);
}
