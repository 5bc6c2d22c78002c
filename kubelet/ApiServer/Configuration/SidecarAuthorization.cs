namespace Interlink.ApiServer.Configuration;

/// <summary>What goes into the <c>Authorization</c> header of calls to a sidecar.</summary>
internal enum SidecarAuthorization
{
    /// <summary>Nothing, as in Go.</summary>
    None,

    /// <summary>The header that the caller sent.</summary>
    Caller,

    /// <summary>A token from a file of our own.</summary>
    Token,
}
