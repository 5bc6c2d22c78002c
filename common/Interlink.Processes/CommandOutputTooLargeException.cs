namespace Interlink.Processes;

/// <summary>A program that wrote more than its command allows, and was ended for it.</summary>
public sealed class CommandOutputTooLargeException : IOException
{
    /// <summary>Creates the exception without a message.</summary>
    public CommandOutputTooLargeException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    public CommandOutputTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="innerException">What caused it.</param>
    public CommandOutputTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
