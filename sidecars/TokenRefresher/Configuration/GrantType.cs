namespace Interlink.TokenRefresher.Configuration;

/// <summary>How a token is asked for.</summary>
internal enum GrantType
{
    /// <summary>By the client's own id and secret (<c>IAM_GRANT_TYPE=client_credentials</c>).</summary>
    ClientCredentials,

    /// <summary>By a refresh token (<c>IAM_GRANT_TYPE=authorization_code</c>: the grant that the first refresh token came from).</summary>
    RefreshToken,
}
