namespace Interlink.TokenRefresher.Grants;

/// <summary>No token was granted.</summary>
/// <param name="message">A sentence without any part of the answer but its error code.</param>
/// <param name="code">The error code of RFC 6749 (5.2), for example <c>invalid_grant</c>; null when there was none.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class GrantException(string message, string? code = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string? Code { get; } = code;
}
