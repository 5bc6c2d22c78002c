using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Interlink.TokenRefresher.Configuration;

namespace Interlink.TokenRefresher.Grants;

/// <summary>Asks an OAuth 2 token endpoint for tokens.</summary>
internal sealed class TokenEndpoint(RefresherSettings settings, HttpClient client, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ClientAuthentication? _accepted;

    /// <summary>
    /// Asks once. The client is shown as the server accepts it: by header or by field, whichever worked before, else both in turn.
    /// </summary>
    /// <param name="refreshToken">The refresh token to use; null asks with the client's own credentials.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GrantException">There is no token.</exception>
    /// <exception cref="IOException">The client's secret cannot be read.</exception>
    public async Task<TokenGrant> AskAsync(string? refreshToken, CancellationToken cancellationToken)
    {
        var secret = settings.ClientSecret.Read();
        var first = _accepted ?? (secret is null ? ClientAuthentication.Post : ClientAuthentication.Basic);
        try
        {
            return await AskAsync(first, secret, refreshToken, cancellationToken).ConfigureAwait(false);
        }
        catch (GrantException refusal) when (refusal.Code is "invalid_client" or "unauthorized_client")
        {
            var other = first == ClientAuthentication.Basic ? ClientAuthentication.Post : ClientAuthentication.Basic;
            return await AskAsync(other, secret, refreshToken, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TokenGrant> AskAsync(
        ClientAuthentication authentication, string? secret, string? refreshToken, CancellationToken cancellationToken)
    {
        using var request = Request(authentication, secret, refreshToken);
        var (status, text) = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = TokenAnswer.Parse(text);
        if ((int)status is >= 200 and < 300 && answer.Grant() is { } grant)
        {
            _accepted = authentication;
            return grant;
        }

        var code = answer.Error ?? (status == HttpStatusCode.Unauthorized ? "invalid_client" : null);
        throw new GrantException($"{settings.Endpoint.Host} answers {(int)status} {Explain(status, code)}", code);
    }

    private static string Explain(HttpStatusCode status, string? code) => (code, (int)status) switch
    {
        ("invalid_grant", _) => "invalid_grant: the refresh token is not valid any more",
        ("invalid_client", _) => "invalid_client: it does not accept IAM_CLIENT_ID with IAM_CLIENT_SECRET",
        ({ } other, _) => other,
        (null, >= 300 and < 400) => "and points elsewhere; set IAM_TOKEN_ENDPOINT to the address it points to",
        _ => "without an access token that can be used",
    };

    private HttpRequestMessage Request(ClientAuthentication authentication, string? secret, string? refreshToken)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (settings.Audience is { } audience)
        {
            fields.Add(new("audience", audience));
        }

        fields.Add(new("grant_type", refreshToken is null ? "client_credentials" : "refresh_token"));
        if (refreshToken is not null)
        {
            fields.Add(new("refresh_token", refreshToken));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint);
        if (authentication == ClientAuthentication.Basic)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ClientId}:{secret}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }
        else
        {
            fields.Add(new("client_id", settings.ClientId));
            if (secret is not null)
            {
                fields.Add(new("client_secret", secret));
            }
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return (response.StatusCode, Encoding.UTF8.GetString(bytes));
        }
        catch (HttpRequestException failure)
        {
            throw new GrantException($"{settings.Endpoint.Host} cannot be asked: {failure.GetBaseException().Message}", innerException: failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GrantException(
                $"{settings.Endpoint.Host} did not answer within {Patience.TotalSeconds} s", innerException: failure);
        }
    }
}
