using System.Net;
using System.Text.Json.Nodes;
using Interlink.Protocol;

namespace Interlink.Kubernetes;

/// <summary>
/// A call of the Kubernetes API that failed. The message is a sentence with what was asked of whom and the server's own reason; it holds no
/// credential.
/// </summary>
/// <param name="message">A sentence.</param>
/// <param name="innerException">What caused it.</param>
public sealed class KubernetesException(string message, Exception? innerException = null)
    : Exception(SentenceText.OneLine(message), innerException)
{
    /// <summary>The HTTP status of the answer; 0 when there was none.</summary>
    public int Code { get; init; }

    /// <summary>The server's reason, for example <c>AlreadyExists</c>; empty when it gave none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The message of the answer's Status object alone; empty when there was none.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>The answer's Status object (<c>meta/v1</c>); null when the answer was something else or there was none.</summary>
    public JsonObject? Status { get; init; }

    /// <summary>How long the server asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True for a change that was sent and whose answer was lost or was a server's error: it may or may not have happened. Look before
    /// sending it again.
    /// </summary>
    public bool FateUnknown { get; init; }

    /// <summary>True when the server could not be reached or its answer broke off.</summary>
    public bool IsUnreachable => Code == 0;

    /// <summary>The object, or the kind of object, is not there.</summary>
    public bool IsNotFound => Code == (int)HttpStatusCode.NotFound;

    /// <summary>A create found an object of this name.</summary>
    public bool IsAlreadyExists => Code == (int)HttpStatusCode.Conflict && Reason == "AlreadyExists";

    /// <summary>The object has changed since it was read, a precondition does not hold, or another field manager owns a field.</summary>
    public bool IsConflict => Code == (int)HttpStatusCode.Conflict && Reason != "AlreadyExists";

    /// <summary>The resource version or the continue token is too old: list again.</summary>
    public bool IsExpired => Code == (int)HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    /// <summary>The object breaks a rule and will not be accepted as it is.</summary>
    public bool IsInvalid => Code is (int)HttpStatusCode.UnprocessableEntity or (int)HttpStatusCode.BadRequest;

    /// <summary>The credentials are not accepted.</summary>
    public bool IsUnauthorized => Code == (int)HttpStatusCode.Unauthorized;

    /// <summary>The credentials are accepted, but not for this.</summary>
    public bool IsForbidden => Code == (int)HttpStatusCode.Forbidden;

    /// <summary>The server has too much to do; for an eviction, a disruption budget does not allow it now.</summary>
    public bool IsTooManyRequests => Code == (int)HttpStatusCode.TooManyRequests;

    /// <summary>True when the same call may succeed later without anybody changing anything.</summary>
    public bool IsTransient => IsUnreachable || IsTooManyRequests || Code >= 500;
}
