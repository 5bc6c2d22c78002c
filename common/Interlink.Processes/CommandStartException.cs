namespace Interlink.Processes;

/// <summary>A program that could not be started. The message is a sentence with the program and the reason.</summary>
public sealed class CommandStartException : IOException
{
    /// <summary>Creates the exception without a message.</summary>
    public CommandStartException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    public CommandStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="innerException">What caused it.</param>
    public CommandStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
