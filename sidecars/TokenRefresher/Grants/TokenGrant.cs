namespace Interlink.TokenRefresher.Grants;

/// <summary>What the server granted.</summary>
/// <param name="AccessToken">The token for others to use.</param>
/// <param name="RefreshToken">The refresh token from now on; null when the server said nothing of one.</param>
/// <param name="Lifetime">How long the access token lives; null when the server does not say.</param>
internal sealed record TokenGrant(string AccessToken, string? RefreshToken, TimeSpan? Lifetime)
{
    /// <summary>Keeps the tokens out of logs.</summary>
    public override string ToString() => nameof(TokenGrant);
}
