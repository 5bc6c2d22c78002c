namespace Interlink.TokenRefresher.Grants;

/// <summary>How the client says who it is.</summary>
internal enum ClientAuthentication
{
    /// <summary>Id and secret in the <c>Authorization</c> header.</summary>
    Basic,

    /// <summary>Id and secret among the fields of the request.</summary>
    Post,
}
