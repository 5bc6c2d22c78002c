using Interlink.Protocol;

namespace Interlink.Hosting.Pods;

/// <summary>A request that failed for a reason its sender can act on.</summary>
/// <param name="failure">What kind of failure it is.</param>
/// <param name="message">A sentence that names the object and the way out; it is sent to the peer as it is and must hold no secret.</param>
/// <param name="innerException">What caused it; logged, never sent.</param>
public sealed class PodRequestException(PodRequestFailure failure, string message, Exception? innerException = null)
    : Exception(SentenceText.OneLine(message), innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public PodRequestFailure Failure { get; } = failure;
}

/// <summary>Kinds of failure; the number is the HTTP status.</summary>
public enum PodRequestFailure
{
    /// <summary>The request breaks a rule and will never succeed as it is.</summary>
    Invalid = 400,

    /// <summary>The pod or container is not known here.</summary>
    NotFound = 404,

    /// <summary>The backend refuses for good.</summary>
    Refused = 422,

    /// <summary>The machine failed: a disk is full, a folder not writable.</summary>
    Storage = 500,

    /// <summary>The backend does not answer now, and an answer needs it.</summary>
    Unavailable = 503,
}
