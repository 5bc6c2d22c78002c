namespace Interlink.Protocol.Pods;

/// <summary>
/// A document from a peer that is not what it should be. The message is one sentence that names the place, and may be sent to the peer.
/// </summary>
public sealed class PodFormatException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public PodFormatException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that names the field or the position; never a value that could be a secret.</param>
    public PodFormatException(string message)
        : base(SentenceText.OneLine(message))
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that names the field or the position; never a value that could be a secret.</param>
    /// <param name="innerException">What caused it.</param>
    public PodFormatException(string message, Exception innerException)
        : base(SentenceText.OneLine(message), innerException)
    {
    }
}
